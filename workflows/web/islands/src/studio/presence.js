const EVERY = 30_000;

/** Tells the server that somebody is here, and says who else is. */
export function watchOthers(store, place, words) {
  const sign = async () => {
    const names = (await store.sign().catch(() => [])).map(({ name }) => name);
    place.textContent = names.length ? words('page.others', { names: names.join(', ') }) : '';
  };
  sign();
  setInterval(sign, EVERY);
}
