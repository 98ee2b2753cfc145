/** Somebody else saved the file meanwhile: `answer` says who and when, and which mark stands there now. */
export class ChangedMeanwhile extends Error {
  constructor(answer) {
    super(answer.message);
    this.answer = answer;
  }
}

/** The server refuses or does not answer; the message is ready to read. */
export class NotStored extends Error {}

/** Keeps one file of a draft on the server: reads it, saves it over what was read, keeps copies of what is not saved. */
export class Store {
  constructor({ addresses, csrf, words }) {
    this._addresses = addresses;
    this._csrf = csrf;
    this._words = words;
    this.etag = '';
  }

  async load() {
    const answer = await this._ask(this._addresses.file, {});
    this.etag = answer.headers.get('ETag') ?? '';
    return answer.text();
  }

  /** Saves over what was loaded; raises ChangedMeanwhile, NotStored. */
  async save(text) {
    const answer = await this._ask(this._addresses.file, { method: 'PUT', headers: { 'If-Match': this.etag, 'Content-Type': 'application/xml' }, body: text });
    this.etag = answer.headers.get('ETag') ?? this.etag;
  }

  async keepCopy(text) {
    await this._ask(this._addresses.recovery, { method: 'PUT', headers: { 'If-Match': this.etag, 'Content-Type': 'application/xml' }, body: text });
  }

  async readCopy() {
    return (await this._ask(this._addresses.recovery, {})).text();
  }

  async dropCopy() {
    await this._ask(this._addresses.recovery, { method: 'DELETE' });
  }

  /** What the properties may offer: forms, operations, clauses, names … */
  async facts() {
    return (await this._ask(this._addresses.facts, {})).json();
  }

  /** Gives a sign of being here; answers with who else is. */
  async sign() {
    const answer = await this._ask(this._addresses.presence, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'process.bpmn' });
    return (await answer.json()).others;
  }

  /** Posts a question and gives the answer; both are JSON. */
  async send(address, question) {
    const answer = await this._ask(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(question) });
    return answer.json();
  }

  async _ask(address, { headers = {}, ...more }) {
    let answer;
    try {
      answer = await fetch(address, { credentials: 'same-origin', headers: { Accept: 'application/json, application/xml', 'X-CSRF-Token': this._csrf, ...headers }, ...more });
    } catch {
      throw new NotStored(this._words('saving.unreachable'));
    }
    if (answer.status === 412) throw new ChangedMeanwhile(await told(answer));
    if (answer.redirected || !answer.ok) throw new NotStored((await told(answer)).message ?? this._words('saving.refused', { status: answer.status }));
    return answer;
  }
}

async function told(answer) {
  const isJson = answer.headers.get('Content-Type')?.includes('json');
  return isJson ? ((await answer.json()).error ?? {}) : {};
}
