CREATE TABLE person (
    id INTEGER NOT NULL,
    login VARCHAR NOT NULL,
    name_ko VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    gender VARCHAR,
    email VARCHAR DEFAULT '' NOT NULL,
    phone VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id),
    CONSTRAINT ck_person_gender CHECK (gender IN ('female', 'male')),
    CONSTRAINT uq_person_login UNIQUE (login)
)
-- next
CREATE TABLE division (
    code VARCHAR NOT NULL,
    name_ko VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    parent VARCHAR,
    CONSTRAINT pk_division PRIMARY KEY (code),
    CONSTRAINT fk_division_parent FOREIGN KEY(parent) REFERENCES division (code)
)
-- next
CREATE TABLE serial (
    series VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    CONSTRAINT pk_serial PRIMARY KEY (series, year),
    CONSTRAINT ck_serial_counted_from_one CHECK (last >= 1)
)
-- next
CREATE TABLE party (
    id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    business_no VARCHAR NOT NULL,
    corporate_no VARCHAR,
    representative VARCHAR NOT NULL,
    address VARCHAR DEFAULT '' NOT NULL,
    email VARCHAR DEFAULT '' NOT NULL,
    phone VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_party PRIMARY KEY (id),
    CONSTRAINT ck_party_kind CHECK (kind IN ('corporation', 'organisation', 'individual')),
    CONSTRAINT ck_party_ten_digits CHECK (length(business_no) = 10),
    CONSTRAINT ck_party_thirteen_digits CHECK (corporate_no IS NULL OR length(corporate_no) = 13),
    CONSTRAINT ck_party_individuals_have_no_corporate_no CHECK (kind <> 'individual' OR corporate_no IS NULL),
    CONSTRAINT uq_party_business_no UNIQUE (business_no)
)
-- next
CREATE INDEX ix_party_corporate_no ON party (corporate_no)
-- next
CREATE TABLE staff_stamp (
    id INTEGER NOT NULL,
    stamp VARCHAR NOT NULL,
    CONSTRAINT pk_staff_stamp PRIMARY KEY (id),
    CONSTRAINT ck_staff_stamp_only_one CHECK (id = 1)
)
-- next
CREATE TABLE post (
    code VARCHAR NOT NULL,
    name_ko VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    division VARCHAR NOT NULL,
    CONSTRAINT pk_post PRIMARY KEY (code),
    CONSTRAINT fk_post_division FOREIGN KEY(division) REFERENCES division (code)
)
-- next
CREATE INDEX ix_post_division ON post (division)
-- next
CREATE TABLE absence (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE NOT NULL,
    reason VARCHAR NOT NULL,
    CONSTRAINT pk_absence PRIMARY KEY (id),
    CONSTRAINT ck_absence_days_in_order CHECK (to_day >= from_day),
    CONSTRAINT fk_absence_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
-- next
CREATE INDEX ix_absence_person_id ON absence (person_id)
-- next
CREATE TABLE person_deputy (
    person_id INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    deputy_id INTEGER NOT NULL,
    CONSTRAINT pk_person_deputy PRIMARY KEY (person_id, rank),
    CONSTRAINT ck_person_deputy_another_person CHECK (person_id <> deputy_id),
    CONSTRAINT fk_person_deputy_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_person_deputy_deputy_id FOREIGN KEY(deputy_id) REFERENCES person (id)
)
-- next
CREATE TABLE role_holder (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    role VARCHAR NOT NULL,
    division VARCHAR,
    from_day DATE NOT NULL,
    to_day DATE,
    CONSTRAINT pk_role_holder PRIMARY KEY (id),
    CONSTRAINT ck_role_holder_days_in_order CHECK (to_day IS NULL OR to_day >= from_day),
    CONSTRAINT fk_role_holder_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_role_holder_division FOREIGN KEY(division) REFERENCES division (code)
)
-- next
CREATE INDEX ix_role_holder_person_id ON role_holder (person_id)
-- next
CREATE INDEX ix_role_holder_role ON role_holder (role)
-- next
CREATE TABLE budget_line (
    id INTEGER NOT NULL,
    code VARCHAR NOT NULL,
    fiscal_year INTEGER NOT NULL,
    title_ko VARCHAR NOT NULL,
    title_en VARCHAR NOT NULL,
    division VARCHAR NOT NULL,
    statistical_code VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    CONSTRAINT pk_budget_line PRIMARY KEY (id),
    CONSTRAINT uq_budget_line_code_fiscal_year UNIQUE (code, fiscal_year),
    CONSTRAINT ck_budget_line_fiscal_year CHECK (fiscal_year BETWEEN 2000 AND 2199),
    CONSTRAINT ck_budget_line_source CHECK (source IN ('city', 'province', 'national')),
    CONSTRAINT fk_budget_line_division FOREIGN KEY(division) REFERENCES division (code)
)
-- next
CREATE TABLE document (
    id INTEGER NOT NULL,
    instance_id INTEGER,
    division VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    recipient VARCHAR NOT NULL,
    body JSON NOT NULL,
    disclosure VARCHAR NOT NULL,
    disclosure_ground VARCHAR DEFAULT '' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    year INTEGER,
    serial INTEGER,
    number VARCHAR,
    approved_at DATETIME,
    CONSTRAINT pk_document PRIMARY KEY (id),
    CONSTRAINT ck_document_disclosure CHECK (disclosure IN ('open', 'partial', 'closed')),
    CONSTRAINT uq_document_division_year_serial UNIQUE (division, year, serial),
    CONSTRAINT uq_document_number_year UNIQUE (number, year),
    CONSTRAINT ck_document_ground_given CHECK (disclosure = 'open' OR disclosure_ground <> ''),
    CONSTRAINT ck_document_numbered_when_approved CHECK ((approved_at IS NULL) = (serial IS NULL)),
    CONSTRAINT fk_document_division FOREIGN KEY(division) REFERENCES division (code)
)
-- next
CREATE INDEX ix_document_instance_id ON document (instance_id)
-- next
CREATE TABLE botame_milestone (
    instance_id INTEGER NOT NULL,
    code VARCHAR NOT NULL,
    reached_on DATE NOT NULL,
    botame_no VARCHAR DEFAULT '' NOT NULL,
    synced_on DATE,
    synced_by INTEGER,
    CONSTRAINT pk_botame_milestone PRIMARY KEY (instance_id, code),
    CONSTRAINT ck_botame_milestone_synced_by_someone CHECK ((synced_on IS NULL) = (synced_by IS NULL)),
    CONSTRAINT fk_botame_milestone_synced_by FOREIGN KEY(synced_by) REFERENCES person (id)
)
-- next
CREATE TABLE party_person (
    party_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    CONSTRAINT pk_party_person PRIMARY KEY (party_id, person_id),
    CONSTRAINT fk_party_person_party_id FOREIGN KEY(party_id) REFERENCES party (id),
    CONSTRAINT fk_party_person_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
-- next
CREATE INDEX ix_party_person_person_id ON party_person (person_id)
-- next
CREATE TABLE party_certificate (
    id INTEGER NOT NULL,
    party_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    number VARCHAR NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NOT NULL,
    revoked_on DATE,
    CONSTRAINT pk_party_certificate PRIMARY KEY (id),
    CONSTRAINT ck_party_certificate_kind CHECK (kind IN ('sme', 'venture', 'micro')),
    CONSTRAINT ck_party_certificate_days_in_order CHECK (valid_to >= valid_from),
    CONSTRAINT fk_party_certificate_party_id FOREIGN KEY(party_id) REFERENCES party (id)
)
-- next
CREATE INDEX ix_party_certificate_party_id ON party_certificate (party_id)
-- next
CREATE TABLE party_exclusion (
    id INTEGER NOT NULL,
    party_id INTEGER NOT NULL,
    from_day DATE NOT NULL,
    until_day DATE NOT NULL,
    ground VARCHAR NOT NULL,
    document VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_party_exclusion PRIMARY KEY (id),
    CONSTRAINT ck_party_exclusion_days_in_order CHECK (until_day >= from_day),
    CONSTRAINT ck_party_exclusion_ground_given CHECK (ground <> ''),
    CONSTRAINT fk_party_exclusion_party_id FOREIGN KEY(party_id) REFERENCES party (id)
)
-- next
CREATE INDEX ix_party_exclusion_party_id ON party_exclusion (party_id)
-- next
CREATE TABLE "plan" (
    id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    first_year INTEGER NOT NULL,
    last_year INTEGER NOT NULL,
    status VARCHAR NOT NULL,
    instance_id INTEGER,
    basic_plan_id INTEGER,
    revises INTEGER,
    national_plan VARCHAR DEFAULT '' NOT NULL,
    waiver_reason VARCHAR DEFAULT '' NOT NULL,
    approved_on DATE,
    approved_by INTEGER,
    approved_as VARCHAR,
    approval_capacity VARCHAR,
    document_number VARCHAR DEFAULT '' NOT NULL,
    published_on DATE,
    CONSTRAINT pk_plan PRIMARY KEY (id),
    CONSTRAINT ck_plan_kind CHECK (kind IN ('basic_plan', 'annual_plan')),
    CONSTRAINT ck_plan_status CHECK (status IN ('drafting', 'approved', 'in_force', 'revised', 'waived', 'abandoned')),
    CONSTRAINT ck_plan_years_in_order CHECK (last_year >= first_year),
    CONSTRAINT ck_plan_one_year CHECK (kind <> 'annual_plan' OR first_year = last_year),
    CONSTRAINT ck_plan_approved_by_someone CHECK (status NOT IN ('approved', 'in_force') OR approved_by IS NOT NULL),
    CONSTRAINT ck_plan_waived_with_reason CHECK (status <> 'waived' OR (kind = 'annual_plan' AND waiver_reason <> '')),
    CONSTRAINT ck_plan_published_in_force CHECK (status <> 'in_force' OR published_on IS NOT NULL),
    CONSTRAINT ck_plan_ordinance_in_force CHECK (approved_on IS NULL OR approved_on >= '2025-07-15'),
    CONSTRAINT ck_plan_annual_follows_basic CHECK (kind <> 'annual_plan' OR status NOT IN ('approved', 'in_force') OR basic_plan_id IS NOT NULL),
    CONSTRAINT fk_plan_basic_plan_id FOREIGN KEY(basic_plan_id) REFERENCES "plan" (id),
    CONSTRAINT fk_plan_revises FOREIGN KEY(revises) REFERENCES "plan" (id),
    CONSTRAINT fk_plan_approved_by FOREIGN KEY(approved_by) REFERENCES person (id)
)
-- next
CREATE INDEX ix_plan_instance_id ON "plan" (instance_id)
-- next
CREATE TABLE post_role (
    post VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    CONSTRAINT pk_post_role PRIMARY KEY (post, role),
    CONSTRAINT fk_post_role_post FOREIGN KEY(post) REFERENCES post (code)
)
-- next
CREATE INDEX ix_post_role_role ON post_role (role)
-- next
CREATE TABLE post_holder (
    id INTEGER NOT NULL,
    post VARCHAR NOT NULL,
    person_id INTEGER NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE,
    CONSTRAINT pk_post_holder PRIMARY KEY (id),
    CONSTRAINT ck_post_holder_days_in_order CHECK (to_day IS NULL OR to_day >= from_day),
    CONSTRAINT fk_post_holder_post FOREIGN KEY(post) REFERENCES post (code),
    CONSTRAINT fk_post_holder_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
-- next
CREATE INDEX ix_post_holder_person_id ON post_holder (person_id)
-- next
CREATE INDEX ix_post_holder_post ON post_holder (post)
-- next
CREATE TABLE post_deputy (
    post VARCHAR NOT NULL,
    rank INTEGER NOT NULL,
    deputy VARCHAR NOT NULL,
    CONSTRAINT pk_post_deputy PRIMARY KEY (post, rank),
    CONSTRAINT ck_post_deputy_another_post CHECK (post <> deputy),
    CONSTRAINT fk_post_deputy_post FOREIGN KEY(post) REFERENCES post (code),
    CONSTRAINT fk_post_deputy_deputy FOREIGN KEY(deputy) REFERENCES post (code)
)
-- next
CREATE TABLE committee (
    code VARCHAR NOT NULL,
    name_ko VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    advisory BOOLEAN NOT NULL,
    max_members INTEGER NOT NULL,
    chair_post VARCHAR,
    secretary_post VARCHAR NOT NULL,
    holdover BOOLEAN NOT NULL,
    established_on DATE NOT NULL,
    abolished_on DATE,
    sunset_on DATE,
    CONSTRAINT pk_committee PRIMARY KEY (code),
    CONSTRAINT ck_committee_at_most_fifteen CHECK (max_members BETWEEN 1 AND 15),
    CONSTRAINT ck_committee_days_in_order CHECK (abolished_on IS NULL OR abolished_on >= established_on),
    CONSTRAINT fk_committee_chair_post FOREIGN KEY(chair_post) REFERENCES post (code),
    CONSTRAINT fk_committee_secretary_post FOREIGN KEY(secretary_post) REFERENCES post (code)
)
-- next
CREATE TABLE programme (
    code VARCHAR NOT NULL,
    title_ko VARCHAR NOT NULL,
    title_en VARCHAR NOT NULL,
    purpose VARCHAR NOT NULL,
    funding_type VARCHAR NOT NULL,
    budget_line_id INTEGER,
    fiscal_year INTEGER NOT NULL,
    no_call_reason VARCHAR,
    no_call_explanation VARCHAR DEFAULT '' NOT NULL,
    counting_mode VARCHAR NOT NULL,
    processing_days INTEGER NOT NULL,
    finding_document VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_programme PRIMARY KEY (code),
    CONSTRAINT ck_programme_purpose CHECK (purpose IN ('growth_base', 'competitiveness', 'strategic_industry', 'regional_economy')),
    CONSTRAINT ck_programme_funding_type CHECK (funding_type IN ('subsidy', 'endowment', 'entrustment', 'direct', 'administrative')),
    CONSTRAINT ck_programme_no_call_reason CHECK (no_call_reason IN ('other_selection_by_law', 'national_designated', 'designated_gift', 'only_the_requester', 'local_government', 'disaster_or_unavoidable')),
    CONSTRAINT ck_programme_counting_mode CHECK (counting_mode IN ('civil', 'minwon')),
    CONSTRAINT ck_programme_processing_days CHECK (processing_days >= 1),
    CONSTRAINT ck_programme_subsidy_has_a_line CHECK (funding_type <> 'subsidy' OR budget_line_id IS NOT NULL),
    CONSTRAINT ck_programme_unavoidable_explained CHECK (no_call_reason IS NULL OR no_call_reason <> 'disaster_or_unavoidable' OR no_call_explanation <> ''),
    CONSTRAINT fk_programme_budget_line_id FOREIGN KEY(budget_line_id) REFERENCES budget_line (id)
)
-- next
CREATE TABLE document_version (
    document_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    body JSON NOT NULL,
    written_by INTEGER NOT NULL,
    written_at DATETIME NOT NULL,
    CONSTRAINT pk_document_version PRIMARY KEY (document_id, version),
    CONSTRAINT fk_document_version_document_id FOREIGN KEY(document_id) REFERENCES document (id),
    CONSTRAINT fk_document_version_written_by FOREIGN KEY(written_by) REFERENCES person (id)
)
-- next
CREATE TABLE document_mark (
    id INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    mark VARCHAR NOT NULL,
    capacity VARCHAR NOT NULL,
    person_id INTEGER NOT NULL,
    post_name VARCHAR NOT NULL,
    stands_in_for INTEGER,
    opinion VARCHAR DEFAULT '' NOT NULL,
    signed_at DATETIME NOT NULL,
    CONSTRAINT pk_document_mark PRIMARY KEY (id),
    CONSTRAINT ck_document_mark_mark CHECK (mark IN ('draft', 'review', 'concur', 'return', 'approve')),
    CONSTRAINT ck_document_mark_capacity CHECK (capacity IN ('own', 'delegated', 'proxy', 'delegated_proxy')),
    CONSTRAINT ck_document_mark_returned_with_reason CHECK (mark <> 'return' OR opinion <> ''),
    CONSTRAINT fk_document_mark_document_id FOREIGN KEY(document_id) REFERENCES document (id),
    CONSTRAINT fk_document_mark_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_document_mark_stands_in_for FOREIGN KEY(stands_in_for) REFERENCES person (id)
)
-- next
CREATE INDEX ix_document_mark_document_id ON document_mark (document_id)
-- next
CREATE TABLE document_dispatch (
    id INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    recipient VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    sent_at DATETIME NOT NULL,
    arrived_at DATETIME,
    CONSTRAINT pk_document_dispatch PRIMARY KEY (id),
    CONSTRAINT ck_document_dispatch_times_in_order CHECK (arrived_at IS NULL OR arrived_at >= sent_at),
    CONSTRAINT ck_document_dispatch_channel CHECK (channel IN ('network', 'portal', 'email', 'post', 'website', 'internal')),
    CONSTRAINT fk_document_dispatch_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
-- next
CREATE INDEX ix_document_dispatch_document_id ON document_dispatch (document_id)
-- next
CREATE TABLE plan_section (
    plan_id INTEGER NOT NULL,
    item VARCHAR NOT NULL,
    body VARCHAR DEFAULT '' NOT NULL,
    none_reason VARCHAR DEFAULT '' NOT NULL,
    details JSON NOT NULL,
    CONSTRAINT pk_plan_section PRIMARY KEY (plan_id, item),
    CONSTRAINT ck_plan_section_item CHECK (item IN ('A5P2I1', 'A5P2I2', 'A5P2I3', 'A5P2I4', 'A5P2I5', 'A5P2I6', 'A5P2I7', 'A5P2I8')),
    CONSTRAINT ck_plan_section_body_or_none CHECK (body = '' OR none_reason = ''),
    CONSTRAINT fk_plan_section_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
)
-- next
CREATE TABLE plan_goal (
    plan_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    CONSTRAINT pk_plan_goal PRIMARY KEY (plan_id, number),
    CONSTRAINT ck_plan_goal_indicator_given CHECK (indicator <> ''),
    CONSTRAINT fk_plan_goal_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
)
-- next
CREATE TABLE plan_task (
    id INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    division VARCHAR NOT NULL,
    period VARCHAR DEFAULT '' NOT NULL,
    basis VARCHAR NOT NULL,
    basic_task_id INTEGER,
    budget_line_id INTEGER,
    amount BIGINT DEFAULT '0' NOT NULL,
    CONSTRAINT pk_plan_task PRIMARY KEY (id),
    CONSTRAINT uq_plan_task_plan_id_number UNIQUE (plan_id, number),
    CONSTRAINT ck_plan_task_basis CHECK (basis IN ('A6I1', 'A6I2', 'A6I3', 'A6I4', 'A6I5', 'A6I6', 'A6I7', 'A6I8', 'A6I9', 'A7I1', 'A7I2', 'A7I3', 'A7I4')),
    CONSTRAINT ck_plan_task_method_given CHECK (method <> ''),
    CONSTRAINT ck_plan_task_amount_not_negative CHECK (amount >= 0),
    CONSTRAINT fk_plan_task_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT fk_plan_task_division FOREIGN KEY(division) REFERENCES division (code),
    CONSTRAINT fk_plan_task_basic_task_id FOREIGN KEY(basic_task_id) REFERENCES plan_task (id),
    CONSTRAINT fk_plan_task_budget_line_id FOREIGN KEY(budget_line_id) REFERENCES budget_line (id)
)
-- next
CREATE TABLE plan_funding_need (
    plan_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    amount BIGINT NOT NULL,
    CONSTRAINT pk_plan_funding_need PRIMARY KEY (plan_id, year),
    CONSTRAINT ck_plan_funding_need_amount_not_negative CHECK (amount >= 0),
    CONSTRAINT fk_plan_funding_need_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
)
-- next
CREATE TABLE plan_funding_source (
    plan_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    source VARCHAR NOT NULL,
    amount BIGINT NOT NULL,
    CONSTRAINT pk_plan_funding_source PRIMARY KEY (plan_id, year, source),
    CONSTRAINT ck_plan_funding_source_source CHECK (source IN ('city', 'province', 'national', 'private', 'other')),
    CONSTRAINT ck_plan_funding_source_amount_not_negative CHECK (amount >= 0),
    CONSTRAINT fk_plan_funding_source_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
)
-- next
CREATE TABLE plan_opinion (
    id INTEGER NOT NULL,
    plan_id INTEGER NOT NULL,
    origin VARCHAR NOT NULL,
    given_by VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    given_on DATE NOT NULL,
    treatment VARCHAR,
    treatment_reason VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_plan_opinion PRIMARY KEY (id),
    CONSTRAINT ck_plan_opinion_origin CHECK (origin IN ('division', 'public', 'committee', 'council')),
    CONSTRAINT ck_plan_opinion_treatment CHECK (treatment IN ('accepted', 'partly_accepted', 'not_accepted')),
    CONSTRAINT ck_plan_opinion_reason_unless_accepted CHECK (treatment IS NULL OR treatment = 'accepted' OR treatment_reason <> ''),
    CONSTRAINT fk_plan_opinion_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
)
-- next
CREATE INDEX ix_plan_opinion_plan_id ON plan_opinion (plan_id)
-- next
CREATE TABLE committee_member (
    id INTEGER NOT NULL,
    committee VARCHAR NOT NULL,
    person_id INTEGER,
    post VARCHAR,
    category VARCHAR NOT NULL,
    mode VARCHAR NOT NULL,
    note VARCHAR DEFAULT '' NOT NULL,
    exception_document VARCHAR DEFAULT '' NOT NULL,
    approved_by INTEGER NOT NULL,
    term_number INTEGER NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE,
    ended_on DATE,
    ended_reason VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_committee_member PRIMARY KEY (id),
    CONSTRAINT ck_committee_member_category CHECK (category IN ('ex_officio', 'expert', 'councillor', 'official', 'aipa', 'other', 'professor', 'former_official', 'practitioner')),
    CONSTRAINT ck_committee_member_mode CHECK (mode IN ('ex_officio', 'appointed', 'commissioned')),
    CONSTRAINT ck_committee_member_person_or_post CHECK ((person_id IS NULL) <> (post IS NULL)),
    CONSTRAINT ck_committee_member_ex_officio_by_post CHECK ((mode = 'ex_officio') = (post IS NOT NULL)),
    CONSTRAINT ck_committee_member_days_in_order CHECK (to_day IS NULL OR to_day >= from_day),
    CONSTRAINT ck_committee_member_note_given CHECK (category NOT IN ('expert', 'other') OR note <> ''),
    CONSTRAINT ck_committee_member_term_set CHECK (mode <> 'commissioned' OR to_day IS NOT NULL),
    CONSTRAINT fk_committee_member_committee FOREIGN KEY(committee) REFERENCES committee (code),
    CONSTRAINT fk_committee_member_person_id FOREIGN KEY(person_id) REFERENCES person (id),
    CONSTRAINT fk_committee_member_post FOREIGN KEY(post) REFERENCES post (code),
    CONSTRAINT fk_committee_member_approved_by FOREIGN KEY(approved_by) REFERENCES person (id)
)
-- next
CREATE INDEX ix_committee_member_committee ON committee_member (committee)
-- next
CREATE INDEX ix_committee_member_person_id ON committee_member (person_id)
-- next
CREATE TABLE meeting_demand (
    id INTEGER NOT NULL,
    committee VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    made_on DATE NOT NULL,
    CONSTRAINT pk_meeting_demand PRIMARY KEY (id),
    CONSTRAINT fk_meeting_demand_committee FOREIGN KEY(committee) REFERENCES committee (code)
)
-- next
CREATE TABLE programme_basis (
    programme VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    rank INTEGER NOT NULL,
    CONSTRAINT pk_programme_basis PRIMARY KEY (programme, basis),
    CONSTRAINT uq_programme_basis_programme_rank UNIQUE (programme, rank),
    CONSTRAINT ck_programme_basis_basis CHECK (basis IN ('A6I1', 'A6I2', 'A6I3', 'A6I4', 'A6I5', 'A6I6', 'A6I7', 'A6I8', 'A6I9', 'A7I1', 'A7I2', 'A7I3', 'A7I4')),
    CONSTRAINT ck_programme_basis_first_is_primary CHECK (rank >= 1),
    CONSTRAINT fk_programme_basis_programme FOREIGN KEY(programme) REFERENCES programme (code)
)
-- next
CREATE TABLE programme_call (
    id INTEGER NOT NULL,
    programme VARCHAR NOT NULL,
    opens_on DATE NOT NULL,
    closes_on DATE NOT NULL,
    shorter_reason VARCHAR,
    notice_document VARCHAR DEFAULT '' NOT NULL,
    recall_of INTEGER,
    CONSTRAINT pk_programme_call PRIMARY KEY (id),
    CONSTRAINT ck_programme_call_shorter_reason CHECK (shorter_reason IN ('re_call', 'early_execution', 'linked_project', 'urgent')),
    CONSTRAINT ck_programme_call_days_in_order CHECK (closes_on >= opens_on),
    CONSTRAINT fk_programme_call_programme FOREIGN KEY(programme) REFERENCES programme (code),
    CONSTRAINT fk_programme_call_recall_of FOREIGN KEY(recall_of) REFERENCES programme_call (id)
)
-- next
CREATE INDEX ix_programme_call_programme ON programme_call (programme)
-- next
CREATE TABLE plan_task_progress (
    task_id INTEGER NOT NULL,
    period VARCHAR NOT NULL,
    percent INTEGER NOT NULL,
    report VARCHAR NOT NULL,
    reported_by INTEGER NOT NULL,
    reported_on DATE NOT NULL,
    CONSTRAINT pk_plan_task_progress PRIMARY KEY (task_id, period),
    CONSTRAINT ck_plan_task_progress_period CHECK (period IN ('Q1', 'Q2', 'Q3', 'Q4', 'result')),
    CONSTRAINT ck_plan_task_progress_percent CHECK (percent BETWEEN 0 AND 100),
    CONSTRAINT fk_plan_task_progress_task_id FOREIGN KEY(task_id) REFERENCES plan_task (id),
    CONSTRAINT fk_plan_task_progress_reported_by FOREIGN KEY(reported_by) REFERENCES person (id)
)
-- next
CREATE TABLE meeting_demand_signature (
    demand_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    signed_on DATE NOT NULL,
    CONSTRAINT pk_meeting_demand_signature PRIMARY KEY (demand_id, member_id),
    CONSTRAINT fk_meeting_demand_signature_demand_id FOREIGN KEY(demand_id) REFERENCES meeting_demand (id),
    CONSTRAINT fk_meeting_demand_signature_member_id FOREIGN KEY(member_id) REFERENCES committee_member (id)
)
-- next
CREATE TABLE meeting (
    id INTEGER NOT NULL,
    committee VARCHAR NOT NULL,
    instance_id INTEGER,
    demand_id INTEGER,
    mode VARCHAR NOT NULL,
    called_on DATE NOT NULL,
    held_on DATE NOT NULL,
    held_at VARCHAR DEFAULT '' NOT NULL,
    place VARCHAR NOT NULL,
    urgent_reason VARCHAR DEFAULT '' NOT NULL,
    notice_sent_on DATE,
    papers_sent_on DATE,
    opened_at DATETIME,
    closed_at DATETIME,
    CONSTRAINT pk_meeting PRIMARY KEY (id),
    CONSTRAINT ck_meeting_mode CHECK (mode IN ('in_person', 'remote_video', 'written_review')),
    CONSTRAINT ck_meeting_held_after_call CHECK (held_on >= called_on),
    CONSTRAINT ck_meeting_opened_before_closed CHECK (closed_at IS NULL OR opened_at IS NOT NULL),
    CONSTRAINT fk_meeting_committee FOREIGN KEY(committee) REFERENCES committee (code),
    CONSTRAINT fk_meeting_demand_id FOREIGN KEY(demand_id) REFERENCES meeting_demand (id)
)
-- next
CREATE INDEX ix_meeting_committee ON meeting (committee)
-- next
CREATE INDEX ix_meeting_instance_id ON meeting (instance_id)
-- next
CREATE TABLE subsidy_grant (
    id INTEGER NOT NULL,
    instance_id INTEGER NOT NULL,
    case_key VARCHAR NOT NULL,
    programme VARCHAR NOT NULL,
    party_id INTEGER NOT NULL,
    budget_line_id INTEGER NOT NULL,
    call_id INTEGER,
    title VARCHAR NOT NULL,
    requested BIGINT NOT NULL,
    own_planned BIGINT NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    applied_at DATETIME NOT NULL,
    withdrawn_at DATETIME,
    decision VARCHAR,
    amount BIGINT,
    decided_on DATE,
    decided_by INTEGER,
    reasons VARCHAR DEFAULT '' NOT NULL,
    conditions JSON NOT NULL,
    notified_on DATE,
    accepted_on DATE,
    payee_digest VARCHAR DEFAULT '' NOT NULL,
    ending VARCHAR,
    ended_on DATE,
    fixed_amount BIGINT,
    fixed_on DATE,
    closed_on DATE,
    CONSTRAINT pk_subsidy_grant PRIMARY KEY (id),
    CONSTRAINT ck_subsidy_grant_decision CHECK (decision IN ('full', 'partial', 'refused')),
    CONSTRAINT ck_subsidy_grant_ending CHECK (ending IN ('completed', 'abolished', 'year_end')),
    CONSTRAINT ck_subsidy_grant_requested_positive CHECK (requested > 0),
    CONSTRAINT ck_subsidy_grant_own_not_negative CHECK (own_planned >= 0),
    CONSTRAINT ck_subsidy_grant_days_in_order CHECK (ends_on >= starts_on),
    CONSTRAINT ck_subsidy_grant_decided_by_someone CHECK (decision IS NULL OR (amount IS NOT NULL AND decided_on IS NOT NULL AND decided_by IS NOT NULL)),
    CONSTRAINT ck_subsidy_grant_refused_is_zero CHECK (decision IS NULL OR (decision = 'refused') = (amount = 0)),
    CONSTRAINT ck_subsidy_grant_withdrawn_or_decided CHECK (decision IS NULL OR withdrawn_at IS NULL),
    CONSTRAINT ck_subsidy_grant_decided_before_notified CHECK (notified_on IS NULL OR decision IS NOT NULL),
    CONSTRAINT ck_subsidy_grant_notified_before_accepted CHECK (accepted_on IS NULL OR notified_on IS NOT NULL),
    CONSTRAINT ck_subsidy_grant_fixed_within_grant CHECK (fixed_amount IS NULL OR fixed_amount BETWEEN 0 AND amount),
    CONSTRAINT uq_subsidy_grant_instance_id UNIQUE (instance_id),
    CONSTRAINT uq_subsidy_grant_case_key UNIQUE (case_key),
    CONSTRAINT fk_subsidy_grant_programme FOREIGN KEY(programme) REFERENCES programme (code),
    CONSTRAINT fk_subsidy_grant_party_id FOREIGN KEY(party_id) REFERENCES party (id),
    CONSTRAINT fk_subsidy_grant_budget_line_id FOREIGN KEY(budget_line_id) REFERENCES budget_line (id),
    CONSTRAINT fk_subsidy_grant_call_id FOREIGN KEY(call_id) REFERENCES programme_call (id),
    CONSTRAINT fk_subsidy_grant_decided_by FOREIGN KEY(decided_by) REFERENCES person (id)
)
-- next
CREATE INDEX ix_subsidy_grant_party_id ON subsidy_grant (party_id)
-- next
CREATE INDEX ix_subsidy_grant_programme ON subsidy_grant (programme)
-- next
CREATE TABLE agenda_item (
    id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    subject VARCHAR DEFAULT '' NOT NULL,
    party_id INTEGER,
    outcome VARCHAR,
    advice VARCHAR,
    comments VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_agenda_item PRIMARY KEY (id),
    CONSTRAINT uq_agenda_item_meeting_id_number UNIQUE (meeting_id, number),
    CONSTRAINT ck_agenda_item_kind CHECK (kind IN ('advice', 'deliberation', 'election')),
    CONSTRAINT ck_agenda_item_outcome CHECK (outcome IN ('carried', 'carried_amended', 'rejected', 'deferred', 'elected', 'run_off')),
    CONSTRAINT ck_agenda_item_advice CHECK (advice IN ('agree', 'agree_with_comments', 'disagree', 'deferred')),
    CONSTRAINT fk_agenda_item_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
    CONSTRAINT fk_agenda_item_party_id FOREIGN KEY(party_id) REFERENCES party (id)
)
-- next
CREATE TABLE meeting_roll (
    meeting_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    CONSTRAINT pk_meeting_roll PRIMARY KEY (meeting_id, member_id),
    CONSTRAINT uq_meeting_roll_meeting_id_person_id UNIQUE (meeting_id, person_id),
    CONSTRAINT fk_meeting_roll_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
    CONSTRAINT fk_meeting_roll_member_id FOREIGN KEY(member_id) REFERENCES committee_member (id),
    CONSTRAINT fk_meeting_roll_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
-- next
CREATE TABLE ledger_account (
    id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    budget_line_id INTEGER NOT NULL,
    grant_id INTEGER,
    balance BIGINT DEFAULT '0' NOT NULL,
    last_transfer_id INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_ledger_account PRIMARY KEY (id),
    CONSTRAINT ck_ledger_account_kind CHECK (kind IN ('council', 'available', 'reserved', 'committed', 'advanced', 'spent', 'returned', 'bank', 'interest', 'interest_returned', 'interest_dropped')),
    CONSTRAINT uq_ledger_account_budget_line_id_grant_id_kind UNIQUE (budget_line_id, grant_id, kind),
    CONSTRAINT ck_ledger_account_of_line_or_grant CHECK ((grant_id IS NULL) = (kind IN ('council', 'available'))),
    CONSTRAINT ck_ledger_account_never_below_zero CHECK (balance >= 0 OR kind IN ('council', 'bank')),
    CONSTRAINT fk_ledger_account_budget_line_id FOREIGN KEY(budget_line_id) REFERENCES budget_line (id),
    CONSTRAINT fk_ledger_account_grant_id FOREIGN KEY(grant_id) REFERENCES subsidy_grant (id)
)
-- next
CREATE INDEX ix_ledger_account_grant_id ON ledger_account (grant_id)
-- next
CREATE TABLE grant_amount_change (
    id INTEGER NOT NULL,
    grant_id INTEGER NOT NULL,
    "before" BIGINT NOT NULL,
    "after" BIGINT NOT NULL,
    reason VARCHAR NOT NULL,
    decided_on DATE NOT NULL,
    decided_by INTEGER NOT NULL,
    CONSTRAINT pk_grant_amount_change PRIMARY KEY (id),
    CONSTRAINT ck_grant_amount_change_after_not_negative CHECK (after >= 0),
    CONSTRAINT fk_grant_amount_change_grant_id FOREIGN KEY(grant_id) REFERENCES subsidy_grant (id),
    CONSTRAINT fk_grant_amount_change_decided_by FOREIGN KEY(decided_by) REFERENCES person (id)
)
-- next
CREATE INDEX ix_grant_amount_change_grant_id ON grant_amount_change (grant_id)
-- next
CREATE TABLE grant_check (
    grant_id INTEGER NOT NULL,
    after_number INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    result VARCHAR NOT NULL,
    findings VARCHAR NOT NULL,
    checked_by INTEGER NOT NULL,
    checked_on DATE NOT NULL,
    CONSTRAINT pk_grant_check PRIMARY KEY (grant_id, after_number, attempt),
    CONSTRAINT ck_grant_check_result CHECK (result IN ('passed', 'failed')),
    CONSTRAINT fk_grant_check_grant_id FOREIGN KEY(grant_id) REFERENCES subsidy_grant (id),
    CONSTRAINT fk_grant_check_checked_by FOREIGN KEY(checked_by) REFERENCES person (id)
)
-- next
CREATE TABLE minutes (
    meeting_id INTEGER NOT NULL,
    body JSON NOT NULL,
    signed_by INTEGER,
    signed_at DATETIME,
    published_on DATE,
    non_disclosure_ground VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_minutes PRIMARY KEY (meeting_id),
    CONSTRAINT ck_minutes_signed_by_someone CHECK ((signed_by IS NULL) = (signed_at IS NULL)),
    CONSTRAINT ck_minutes_signed_before_published CHECK (published_on IS NULL OR signed_at IS NOT NULL),
    CONSTRAINT ck_minutes_published_or_kept_back CHECK (published_on IS NULL OR non_disclosure_ground = ''),
    CONSTRAINT fk_minutes_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
    CONSTRAINT fk_minutes_signed_by FOREIGN KEY(signed_by) REFERENCES person (id)
)
-- next
CREATE TABLE committee_office (
    id INTEGER NOT NULL,
    committee VARCHAR NOT NULL,
    office VARCHAR NOT NULL,
    member_id INTEGER NOT NULL,
    item_id INTEGER,
    from_day DATE NOT NULL,
    to_day DATE,
    CONSTRAINT pk_committee_office PRIMARY KEY (id),
    CONSTRAINT ck_committee_office_office CHECK (office IN ('chair', 'vice_chair')),
    CONSTRAINT ck_committee_office_days_in_order CHECK (to_day IS NULL OR to_day >= from_day),
    CONSTRAINT fk_committee_office_committee FOREIGN KEY(committee) REFERENCES committee (code),
    CONSTRAINT fk_committee_office_member_id FOREIGN KEY(member_id) REFERENCES committee_member (id),
    CONSTRAINT fk_committee_office_item_id FOREIGN KEY(item_id) REFERENCES agenda_item (id)
)
-- next
CREATE INDEX ix_committee_office_committee ON committee_office (committee)
-- next
CREATE TABLE meeting_attendance (
    id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    arrived_at DATETIME NOT NULL,
    left_at DATETIME,
    CONSTRAINT pk_meeting_attendance PRIMARY KEY (id),
    CONSTRAINT fk_attendance_roll FOREIGN KEY(meeting_id, member_id) REFERENCES meeting_roll (meeting_id, member_id),
    CONSTRAINT uq_meeting_attendance_meeting_id_member_id_arrived_at UNIQUE (meeting_id, member_id, arrived_at),
    CONSTRAINT ck_meeting_attendance_times_in_order CHECK (left_at IS NULL OR left_at >= arrived_at)
)
-- next
CREATE TABLE vote_round (
    item_id INTEGER NOT NULL,
    round INTEGER NOT NULL,
    opened_at DATETIME NOT NULL,
    closed_at DATETIME,
    in_office INTEGER,
    present INTEGER,
    recused INTEGER,
    carried BOOLEAN,
    elected INTEGER,
    CONSTRAINT pk_vote_round PRIMARY KEY (item_id, round),
    CONSTRAINT ck_vote_round_counted_from_one CHECK (round >= 1),
    CONSTRAINT ck_vote_round_closed_with_counts CHECK (closed_at IS NULL OR (present IS NOT NULL AND in_office IS NOT NULL)),
    CONSTRAINT fk_vote_round_item_id FOREIGN KEY(item_id) REFERENCES agenda_item (id),
    CONSTRAINT fk_vote_round_elected FOREIGN KEY(elected) REFERENCES committee_member (id)
)
-- next
CREATE TABLE ledger_transfer (
    id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    from_account INTEGER NOT NULL,
    to_account INTEGER NOT NULL,
    amount BIGINT NOT NULL,
    posted_at DATETIME NOT NULL,
    actor_id INTEGER,
    requested_by INTEGER,
    approved_by INTEGER,
    "key" VARCHAR NOT NULL,
    memo VARCHAR DEFAULT '' NOT NULL,
    reverses INTEGER,
    CONSTRAINT pk_ledger_transfer PRIMARY KEY (id),
    CONSTRAINT ck_ledger_transfer_kind CHECK (kind IN ('appropriate', 'cut', 'reserve', 'void', 'grant', 'reduce', 'disburse', 'recognise', 'return_balance', 'accrue_interest', 'return_interest', 'drop_interest', 'reverse')),
    CONSTRAINT ck_ledger_transfer_amount_positive CHECK (amount > 0),
    CONSTRAINT ck_ledger_transfer_two_accounts CHECK (from_account <> to_account),
    CONSTRAINT ck_ledger_transfer_reversal_names_original CHECK ((kind = 'reverse') = (reverses IS NOT NULL)),
    CONSTRAINT ck_ledger_transfer_two_persons CHECK (kind <> 'disburse' OR (requested_by IS NOT NULL AND approved_by IS NOT NULL AND requested_by <> approved_by)),
    CONSTRAINT fk_ledger_transfer_from_account FOREIGN KEY(from_account) REFERENCES ledger_account (id),
    CONSTRAINT fk_ledger_transfer_to_account FOREIGN KEY(to_account) REFERENCES ledger_account (id),
    CONSTRAINT fk_ledger_transfer_actor_id FOREIGN KEY(actor_id) REFERENCES person (id),
    CONSTRAINT fk_ledger_transfer_requested_by FOREIGN KEY(requested_by) REFERENCES person (id),
    CONSTRAINT fk_ledger_transfer_approved_by FOREIGN KEY(approved_by) REFERENCES person (id),
    CONSTRAINT uq_ledger_transfer_key UNIQUE ("key"),
    CONSTRAINT uq_ledger_transfer_reverses UNIQUE (reverses),
    CONSTRAINT fk_ledger_transfer_reverses FOREIGN KEY(reverses) REFERENCES ledger_transfer (id)
)
-- next
CREATE INDEX ix_ledger_transfer_from_account ON ledger_transfer (from_account)
-- next
CREATE INDEX ix_ledger_transfer_to_account ON ledger_transfer (to_account)
-- next
CREATE TABLE recusal (
    item_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    recorded_at DATETIME NOT NULL,
    CONSTRAINT pk_recusal PRIMARY KEY (item_id, member_id),
    CONSTRAINT ck_recusal_kind CHECK (kind IN ('disqualification', 'challenge', 'self_recusal', 'stopped')),
    CONSTRAINT ck_recusal_reason_given CHECK (reason <> ''),
    CONSTRAINT fk_recusal_item_id FOREIGN KEY(item_id) REFERENCES agenda_item (id),
    CONSTRAINT fk_recusal_member_id FOREIGN KEY(member_id) REFERENCES committee_member (id)
)
-- next
CREATE TABLE ballot (
    item_id INTEGER NOT NULL,
    round INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    choice VARCHAR NOT NULL,
    candidate INTEGER,
    cast_at DATETIME NOT NULL,
    CONSTRAINT pk_ballot PRIMARY KEY (item_id, round, member_id),
    CONSTRAINT fk_ballot_round FOREIGN KEY(item_id, round) REFERENCES vote_round (item_id, round),
    CONSTRAINT ck_ballot_choice CHECK (choice IN ('for', 'against', 'abstain', 'candidate')),
    CONSTRAINT ck_ballot_candidate_named CHECK ((choice = 'candidate') = (candidate IS NOT NULL)),
    CONSTRAINT fk_ballot_member_id FOREIGN KEY(member_id) REFERENCES committee_member (id),
    CONSTRAINT fk_ballot_candidate FOREIGN KEY(candidate) REFERENCES committee_member (id)
)
-- next
CREATE TABLE ballot_change (
    id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    round INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    choice_before VARCHAR NOT NULL,
    candidate_before INTEGER,
    changed_at DATETIME NOT NULL,
    CONSTRAINT pk_ballot_change PRIMARY KEY (id),
    CONSTRAINT fk_ballot_change_round FOREIGN KEY(item_id, round) REFERENCES vote_round (item_id, round)
)
-- next
CREATE TABLE grant_instalment (
    grant_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    amount BIGINT NOT NULL,
    at_once_reason VARCHAR DEFAULT '' NOT NULL,
    requested_by INTEGER,
    requested_at DATETIME,
    approved_by INTEGER,
    approved_at DATETIME,
    payee_digest VARCHAR DEFAULT '' NOT NULL,
    paid_by INTEGER,
    paid_at DATETIME,
    transfer_id INTEGER,
    CONSTRAINT pk_grant_instalment PRIMARY KEY (grant_id, number),
    CONSTRAINT ck_grant_instalment_counted_from_one CHECK (number >= 1),
    CONSTRAINT ck_grant_instalment_amount_positive CHECK (amount > 0),
    CONSTRAINT ck_grant_instalment_approver_did_not_ask CHECK (approved_by IS NULL OR approved_by <> requested_by),
    CONSTRAINT ck_grant_instalment_payer_is_third CHECK (paid_by IS NULL OR (paid_by <> approved_by AND paid_by <> requested_by)),
    CONSTRAINT ck_grant_instalment_asked_first CHECK (approved_by IS NULL OR requested_by IS NOT NULL),
    CONSTRAINT ck_grant_instalment_approved_first CHECK (paid_by IS NULL OR (approved_by IS NOT NULL AND transfer_id IS NOT NULL)),
    CONSTRAINT fk_grant_instalment_grant_id FOREIGN KEY(grant_id) REFERENCES subsidy_grant (id),
    CONSTRAINT fk_grant_instalment_requested_by FOREIGN KEY(requested_by) REFERENCES person (id),
    CONSTRAINT fk_grant_instalment_approved_by FOREIGN KEY(approved_by) REFERENCES person (id),
    CONSTRAINT fk_grant_instalment_paid_by FOREIGN KEY(paid_by) REFERENCES person (id),
    CONSTRAINT fk_grant_instalment_transfer_id FOREIGN KEY(transfer_id) REFERENCES ledger_transfer (id)
)
-- next
CREATE TRIGGER IF NOT EXISTS post_holder_insert_post_taken BEFORE INSERT ON post_holder WHEN EXISTS (SELECT 1 FROM post_holder h WHERE h.post = NEW.post AND h.id IS DISTINCT FROM NEW.id AND (NEW.to_day IS NULL OR h.from_day <= NEW.to_day) AND (h.to_day IS NULL OR h.to_day >= NEW.from_day)) BEGIN SELECT RAISE(ABORT, 'jorye:post_taken'); END
-- next
CREATE TRIGGER IF NOT EXISTS post_holder_update_post_taken BEFORE UPDATE ON post_holder WHEN EXISTS (SELECT 1 FROM post_holder h WHERE h.post = NEW.post AND h.id IS DISTINCT FROM NEW.id AND (NEW.to_day IS NULL OR h.from_day <= NEW.to_day) AND (h.to_day IS NULL OR h.to_day >= NEW.from_day)) BEGIN SELECT RAISE(ABORT, 'jorye:post_taken'); END
-- next
CREATE TRIGGER IF NOT EXISTS committee_member_insert_committee_full BEFORE INSERT ON committee_member WHEN (SELECT count(*) FROM committee_member m JOIN committee c ON c.code = m.committee WHERE m.committee = NEW.committee AND (m.ended_on IS NULL OR m.ended_on >= NEW.from_day) AND (m.to_day IS NULL OR m.to_day >= NEW.from_day OR c.holdover)) >= (SELECT max_members FROM committee WHERE code = NEW.committee) BEGIN SELECT RAISE(ABORT, 'jorye:committee_full'); END
-- next
CREATE TRIGGER IF NOT EXISTS committee_member_insert_already_member BEFORE INSERT ON committee_member WHEN EXISTS (SELECT 1 FROM committee_member m JOIN committee c ON c.code = m.committee WHERE m.committee = NEW.committee AND (m.person_id = NEW.person_id OR m.post = NEW.post) AND m.from_day <= NEW.from_day AND (m.ended_on IS NULL OR m.ended_on >= NEW.from_day) AND (m.to_day IS NULL OR m.to_day >= NEW.from_day OR c.holdover)) BEGIN SELECT RAISE(ABORT, 'jorye:already_member'); END
-- next
CREATE TRIGGER IF NOT EXISTS meeting_update_meeting_closed BEFORE UPDATE ON meeting WHEN OLD.closed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'jorye:meeting_closed'); END
-- next
CREATE TRIGGER IF NOT EXISTS meeting_delete_meeting_closed BEFORE DELETE ON meeting WHEN OLD.closed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'jorye:meeting_closed'); END
-- next
CREATE TRIGGER IF NOT EXISTS agenda_item_update_item_settled BEFORE UPDATE ON agenda_item WHEN OLD.outcome IS NOT NULL AND OLD.outcome <> 'run_off' BEGIN SELECT RAISE(ABORT, 'jorye:item_settled'); END
-- next
CREATE TRIGGER IF NOT EXISTS agenda_item_delete_item_settled BEFORE DELETE ON agenda_item WHEN OLD.outcome IS NOT NULL AND OLD.outcome <> 'run_off' BEGIN SELECT RAISE(ABORT, 'jorye:item_settled'); END
-- next
CREATE TRIGGER IF NOT EXISTS committee_office_insert_office_taken BEFORE INSERT ON committee_office WHEN EXISTS (SELECT 1 FROM committee_office o WHERE o.committee = NEW.committee AND o.office = NEW.office AND o.id IS DISTINCT FROM NEW.id AND (NEW.to_day IS NULL OR o.from_day <= NEW.to_day) AND (o.to_day IS NULL OR o.to_day >= NEW.from_day)) BEGIN SELECT RAISE(ABORT, 'jorye:office_taken'); END
-- next
CREATE TRIGGER IF NOT EXISTS committee_office_update_office_taken BEFORE UPDATE ON committee_office WHEN EXISTS (SELECT 1 FROM committee_office o WHERE o.committee = NEW.committee AND o.office = NEW.office AND o.id IS DISTINCT FROM NEW.id AND (NEW.to_day IS NULL OR o.from_day <= NEW.to_day) AND (o.to_day IS NULL OR o.to_day >= NEW.from_day)) BEGIN SELECT RAISE(ABORT, 'jorye:office_taken'); END
-- next
CREATE TRIGGER IF NOT EXISTS committee_office_insert_chair_by_post BEFORE INSERT ON committee_office WHEN NEW.office = 'chair' AND EXISTS (SELECT 1 FROM committee c WHERE c.code = NEW.committee AND c.chair_post IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'jorye:chair_by_post'); END
-- next
CREATE TRIGGER IF NOT EXISTS meeting_roll_insert_roll_frozen BEFORE INSERT ON meeting_roll WHEN EXISTS (SELECT 1 FROM meeting m WHERE m.id = NEW.meeting_id AND m.opened_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'jorye:roll_frozen'); END
-- next
CREATE TRIGGER IF NOT EXISTS meeting_roll_update_roll_frozen BEFORE UPDATE ON meeting_roll WHEN EXISTS (SELECT 1 FROM meeting m WHERE m.id = OLD.meeting_id AND m.opened_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'jorye:roll_frozen'); END
-- next
CREATE TRIGGER IF NOT EXISTS meeting_roll_delete_roll_frozen BEFORE DELETE ON meeting_roll WHEN EXISTS (SELECT 1 FROM meeting m WHERE m.id = OLD.meeting_id AND m.opened_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'jorye:roll_frozen'); END
-- next
CREATE TRIGGER IF NOT EXISTS meeting_attendance_insert_meeting_closed BEFORE INSERT ON meeting_attendance WHEN EXISTS (SELECT 1 FROM meeting m WHERE m.id = NEW.meeting_id AND m.closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'jorye:meeting_closed'); END
-- next
CREATE TRIGGER IF NOT EXISTS meeting_attendance_update_meeting_closed BEFORE UPDATE ON meeting_attendance WHEN EXISTS (SELECT 1 FROM meeting m WHERE m.id = OLD.meeting_id AND m.closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'jorye:meeting_closed'); END
-- next
CREATE TRIGGER IF NOT EXISTS meeting_attendance_delete_meeting_closed BEFORE DELETE ON meeting_attendance WHEN EXISTS (SELECT 1 FROM meeting m WHERE m.id = OLD.meeting_id AND m.closed_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'jorye:meeting_closed'); END
-- next
CREATE TRIGGER IF NOT EXISTS meeting_attendance_insert_already_present BEFORE INSERT ON meeting_attendance WHEN EXISTS (SELECT 1 FROM meeting_attendance a WHERE a.meeting_id = NEW.meeting_id AND a.member_id = NEW.member_id AND a.left_at IS NULL) BEGIN SELECT RAISE(ABORT, 'jorye:already_present'); END
-- next
CREATE TRIGGER IF NOT EXISTS ballot_insert_round_closed BEFORE INSERT ON ballot WHEN NOT EXISTS (SELECT 1 FROM vote_round v WHERE v.item_id = NEW.item_id AND v.round = NEW.round AND v.closed_at IS NULL) BEGIN SELECT RAISE(ABORT, 'jorye:round_closed'); END
-- next
CREATE TRIGGER IF NOT EXISTS ballot_insert_not_present BEFORE INSERT ON ballot WHEN NOT EXISTS (SELECT 1 FROM meeting_attendance a JOIN agenda_item i ON i.meeting_id = a.meeting_id WHERE i.id = NEW.item_id AND a.member_id = NEW.member_id AND a.left_at IS NULL) BEGIN SELECT RAISE(ABORT, 'jorye:not_present'); END
-- next
CREATE TRIGGER IF NOT EXISTS ballot_insert_recused BEFORE INSERT ON ballot WHEN EXISTS (SELECT 1 FROM recusal r WHERE r.item_id = NEW.item_id AND r.member_id = NEW.member_id) BEGIN SELECT RAISE(ABORT, 'jorye:recused'); END
-- next
CREATE TRIGGER IF NOT EXISTS ballot_update_round_closed BEFORE UPDATE ON ballot WHEN NOT EXISTS (SELECT 1 FROM vote_round v WHERE v.item_id = NEW.item_id AND v.round = NEW.round AND v.closed_at IS NULL) BEGIN SELECT RAISE(ABORT, 'jorye:round_closed'); END
-- next
CREATE TRIGGER IF NOT EXISTS ballot_update_not_present BEFORE UPDATE ON ballot WHEN NOT EXISTS (SELECT 1 FROM meeting_attendance a JOIN agenda_item i ON i.meeting_id = a.meeting_id WHERE i.id = NEW.item_id AND a.member_id = NEW.member_id AND a.left_at IS NULL) BEGIN SELECT RAISE(ABORT, 'jorye:not_present'); END
-- next
CREATE TRIGGER IF NOT EXISTS ballot_update_recused BEFORE UPDATE ON ballot WHEN EXISTS (SELECT 1 FROM recusal r WHERE r.item_id = NEW.item_id AND r.member_id = NEW.member_id) BEGIN SELECT RAISE(ABORT, 'jorye:recused'); END
-- next
CREATE TRIGGER IF NOT EXISTS ballot_delete_round_closed BEFORE DELETE ON ballot WHEN NOT EXISTS (SELECT 1 FROM vote_round v WHERE v.item_id = OLD.item_id AND v.round = OLD.round AND v.closed_at IS NULL) BEGIN SELECT RAISE(ABORT, 'jorye:round_closed'); END
-- next
CREATE TRIGGER IF NOT EXISTS vote_round_update_round_closed BEFORE UPDATE ON vote_round WHEN OLD.closed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'jorye:round_closed'); END
-- next
CREATE TRIGGER IF NOT EXISTS vote_round_delete_round_closed BEFORE DELETE ON vote_round WHEN OLD.closed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'jorye:round_closed'); END
-- next
CREATE TRIGGER IF NOT EXISTS ballot_change_update_recorded BEFORE UPDATE ON ballot_change WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'jorye:recorded'); END
-- next
CREATE TRIGGER IF NOT EXISTS ballot_change_delete_recorded BEFORE DELETE ON ballot_change WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'jorye:recorded'); END
-- next
CREATE TRIGGER IF NOT EXISTS document_update_document_approved BEFORE UPDATE ON document WHEN OLD.approved_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'jorye:document_approved'); END
-- next
CREATE TRIGGER IF NOT EXISTS document_delete_document_approved BEFORE DELETE ON document WHEN OLD.approved_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'jorye:document_approved'); END
-- next
CREATE TRIGGER IF NOT EXISTS document_version_update_recorded BEFORE UPDATE ON document_version WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'jorye:recorded'); END
-- next
CREATE TRIGGER IF NOT EXISTS document_version_delete_recorded BEFORE DELETE ON document_version WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'jorye:recorded'); END
-- next
CREATE TRIGGER IF NOT EXISTS document_mark_update_recorded BEFORE UPDATE ON document_mark WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'jorye:recorded'); END
-- next
CREATE TRIGGER IF NOT EXISTS document_mark_delete_recorded BEFORE DELETE ON document_mark WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'jorye:recorded'); END
-- next
CREATE TRIGGER IF NOT EXISTS document_mark_insert_document_approved BEFORE INSERT ON document_mark WHEN EXISTS (SELECT 1 FROM document d WHERE d.id = NEW.document_id AND d.approved_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'jorye:document_approved'); END
-- next
CREATE TRIGGER IF NOT EXISTS document_dispatch_insert_document_unapproved BEFORE INSERT ON document_dispatch WHEN NOT EXISTS (SELECT 1 FROM document d WHERE d.id = NEW.document_id AND d.approved_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'jorye:document_unapproved'); END
-- next
CREATE TRIGGER IF NOT EXISTS document_dispatch_update_recorded BEFORE UPDATE ON document_dispatch WHEN OLD.arrived_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'jorye:recorded'); END
-- next
CREATE TRIGGER IF NOT EXISTS document_dispatch_delete_recorded BEFORE DELETE ON document_dispatch WHEN OLD.arrived_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'jorye:recorded'); END
-- next
CREATE TRIGGER IF NOT EXISTS ledger_account_insert_opens_at_zero BEFORE INSERT ON ledger_account WHEN NEW.balance <> 0 OR NEW.last_transfer_id <> 0 BEGIN SELECT RAISE(ABORT, 'jorye:opens_at_zero'); END
-- next
CREATE TRIGGER IF NOT EXISTS ledger_account_insert_account_doubled BEFORE INSERT ON ledger_account WHEN NEW.grant_id IS NULL AND EXISTS (SELECT 1 FROM ledger_account a WHERE a.grant_id IS NULL AND a.budget_line_id = NEW.budget_line_id AND a.kind = NEW.kind) BEGIN SELECT RAISE(ABORT, 'jorye:account_doubled'); END
-- next
CREATE TRIGGER IF NOT EXISTS ledger_account_update_moves_only_by_transfer BEFORE UPDATE ON ledger_account WHEN NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.budget_line_id <> OLD.budget_line_id OR NEW.grant_id IS DISTINCT FROM OLD.grant_id OR NEW.last_transfer_id <= OLD.last_transfer_id OR NOT EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.id = NEW.last_transfer_id AND ((t.from_account = NEW.id AND NEW.balance = OLD.balance - t.amount) OR (t.to_account = NEW.id AND NEW.balance = OLD.balance + t.amount))) BEGIN SELECT RAISE(ABORT, 'jorye:moves_only_by_transfer'); END
-- next
CREATE TRIGGER IF NOT EXISTS ledger_account_delete_account_kept BEFORE DELETE ON ledger_account WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'jorye:account_kept'); END
-- next
CREATE TRIGGER IF NOT EXISTS ledger_transfer_insert_no_such_move BEFORE INSERT ON ledger_transfer WHEN NEW.kind <> 'reverse' AND NOT EXISTS (SELECT 1 FROM ledger_account f JOIN ledger_account t ON t.budget_line_id = f.budget_line_id AND (f.grant_id IS NULL OR t.grant_id IS NULL OR f.grant_id = t.grant_id) WHERE f.id = NEW.from_account AND t.id = NEW.to_account AND ((NEW.kind = 'appropriate' AND f.kind = 'council' AND t.kind = 'available') OR (NEW.kind = 'cut' AND f.kind = 'available' AND t.kind = 'council') OR (NEW.kind = 'reserve' AND f.kind = 'available' AND t.kind = 'reserved') OR (NEW.kind = 'void' AND f.kind = 'reserved' AND t.kind = 'available') OR (NEW.kind = 'grant' AND f.kind = 'reserved' AND t.kind = 'committed') OR (NEW.kind = 'reduce' AND f.kind = 'committed' AND t.kind = 'available') OR (NEW.kind = 'disburse' AND f.kind = 'committed' AND t.kind = 'advanced') OR (NEW.kind = 'recognise' AND f.kind = 'advanced' AND t.kind = 'spent') OR (NEW.kind = 'return_balance' AND f.kind = 'advanced' AND t.kind = 'returned') OR (NEW.kind = 'accrue_interest' AND f.kind = 'bank' AND t.kind = 'interest') OR (NEW.kind = 'return_interest' AND f.kind = 'interest' AND t.kind = 'interest_returned') OR (NEW.kind = 'drop_interest' AND f.kind = 'interest' AND t.kind = 'interest_dropped'))) BEGIN SELECT RAISE(ABORT, 'jorye:no_such_move'); END
-- next
CREATE TRIGGER IF NOT EXISTS ledger_transfer_insert_reversal_differs BEFORE INSERT ON ledger_transfer WHEN NEW.kind = 'reverse' AND NOT EXISTS (SELECT 1 FROM ledger_transfer o WHERE o.id = NEW.reverses AND o.kind <> 'reverse' AND o.from_account = NEW.to_account AND o.to_account = NEW.from_account AND o.amount = NEW.amount) BEGIN SELECT RAISE(ABORT, 'jorye:reversal_differs'); END
-- next
CREATE TRIGGER IF NOT EXISTS ledger_transfer_update_posted_for_good BEFORE UPDATE ON ledger_transfer WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'jorye:posted_for_good'); END
-- next
CREATE TRIGGER IF NOT EXISTS ledger_transfer_delete_posted_for_good BEFORE DELETE ON ledger_transfer WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'jorye:posted_for_good'); END
-- next
CREATE TRIGGER IF NOT EXISTS ledger_transfer_effect_balances AFTER INSERT ON ledger_transfer BEGIN UPDATE ledger_account SET balance = balance - NEW.amount, last_transfer_id = NEW.id WHERE id = NEW.from_account; UPDATE ledger_account SET balance = balance + NEW.amount, last_transfer_id = NEW.id WHERE id = NEW.to_account; END
-- next
CREATE TRIGGER IF NOT EXISTS grant_instalment_update_instalment_paid BEFORE UPDATE ON grant_instalment WHEN OLD.paid_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'jorye:instalment_paid'); END
-- next
CREATE TRIGGER IF NOT EXISTS grant_instalment_delete_instalment_paid BEFORE DELETE ON grant_instalment WHEN OLD.paid_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'jorye:instalment_paid'); END
-- next
CREATE TRIGGER IF NOT EXISTS grant_check_update_recorded BEFORE UPDATE ON grant_check WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'jorye:recorded'); END
-- next
CREATE TRIGGER IF NOT EXISTS grant_check_delete_recorded BEFORE DELETE ON grant_check WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'jorye:recorded'); END
-- next
CREATE TRIGGER IF NOT EXISTS plan_insert_year_taken BEFORE INSERT ON plan WHEN NEW.status IN ('approved', 'in_force') AND EXISTS (SELECT 1 FROM plan p WHERE p.kind = NEW.kind AND p.id IS DISTINCT FROM NEW.id AND p.status IN ('approved', 'in_force') AND p.first_year <= NEW.last_year AND p.last_year >= NEW.first_year) BEGIN SELECT RAISE(ABORT, 'jorye:year_taken'); END
-- next
CREATE TRIGGER IF NOT EXISTS plan_update_year_taken BEFORE UPDATE ON plan WHEN NEW.status IN ('approved', 'in_force') AND EXISTS (SELECT 1 FROM plan p WHERE p.kind = NEW.kind AND p.id IS DISTINCT FROM NEW.id AND p.status IN ('approved', 'in_force') AND p.first_year <= NEW.last_year AND p.last_year >= NEW.first_year) BEGIN SELECT RAISE(ABORT, 'jorye:year_taken'); END
-- next
CREATE TRIGGER IF NOT EXISTS minutes_update_minutes_signed BEFORE UPDATE ON minutes WHEN OLD.signed_at IS NOT NULL AND (CAST(NEW.body AS TEXT) <> CAST(OLD.body AS TEXT) OR NEW.signed_at IS DISTINCT FROM OLD.signed_at OR NEW.signed_by IS DISTINCT FROM OLD.signed_by) BEGIN SELECT RAISE(ABORT, 'jorye:minutes_signed'); END
-- next
CREATE TRIGGER IF NOT EXISTS minutes_delete_minutes_signed BEFORE DELETE ON minutes WHEN OLD.signed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'jorye:minutes_signed'); END
-- next
CREATE TRIGGER IF NOT EXISTS recusal_update_recusal_recorded BEFORE UPDATE ON recusal WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'jorye:recusal_recorded'); END
-- next
CREATE TRIGGER IF NOT EXISTS recusal_delete_recusal_recorded BEFORE DELETE ON recusal WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'jorye:recusal_recorded'); END
-- next
CREATE TRIGGER IF NOT EXISTS recusal_insert_voted_already BEFORE INSERT ON recusal WHEN EXISTS (SELECT 1 FROM ballot b WHERE b.item_id = NEW.item_id AND b.member_id = NEW.member_id) BEGIN SELECT RAISE(ABORT, 'jorye:voted_already'); END
-- next
CREATE TRIGGER IF NOT EXISTS person_insert_stamps_staff AFTER INSERT ON person BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS person_update_stamps_staff AFTER UPDATE ON person BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS person_delete_stamps_staff AFTER DELETE ON person BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS division_insert_stamps_staff AFTER INSERT ON division BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS division_update_stamps_staff AFTER UPDATE ON division BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS division_delete_stamps_staff AFTER DELETE ON division BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS post_insert_stamps_staff AFTER INSERT ON post BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS post_update_stamps_staff AFTER UPDATE ON post BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS post_delete_stamps_staff AFTER DELETE ON post BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS post_role_insert_stamps_staff AFTER INSERT ON post_role BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS post_role_update_stamps_staff AFTER UPDATE ON post_role BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS post_role_delete_stamps_staff AFTER DELETE ON post_role BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS post_holder_insert_stamps_staff AFTER INSERT ON post_holder BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS post_holder_update_stamps_staff AFTER UPDATE ON post_holder BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS post_holder_delete_stamps_staff AFTER DELETE ON post_holder BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS role_holder_insert_stamps_staff AFTER INSERT ON role_holder BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS role_holder_update_stamps_staff AFTER UPDATE ON role_holder BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS role_holder_delete_stamps_staff AFTER DELETE ON role_holder BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS absence_insert_stamps_staff AFTER INSERT ON absence BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS absence_update_stamps_staff AFTER UPDATE ON absence BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS absence_delete_stamps_staff AFTER DELETE ON absence BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS post_deputy_insert_stamps_staff AFTER INSERT ON post_deputy BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS post_deputy_update_stamps_staff AFTER UPDATE ON post_deputy BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS post_deputy_delete_stamps_staff AFTER DELETE ON post_deputy BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS person_deputy_insert_stamps_staff AFTER INSERT ON person_deputy BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS person_deputy_update_stamps_staff AFTER UPDATE ON person_deputy BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS person_deputy_delete_stamps_staff AFTER DELETE ON person_deputy BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS committee_insert_stamps_staff AFTER INSERT ON committee BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS committee_update_stamps_staff AFTER UPDATE ON committee BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS committee_delete_stamps_staff AFTER DELETE ON committee BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS committee_member_insert_stamps_staff AFTER INSERT ON committee_member BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS committee_member_update_stamps_staff AFTER UPDATE ON committee_member BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS committee_member_delete_stamps_staff AFTER DELETE ON committee_member BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS committee_office_insert_stamps_staff AFTER INSERT ON committee_office BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS committee_office_update_stamps_staff AFTER UPDATE ON committee_office BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TRIGGER IF NOT EXISTS committee_office_delete_stamps_staff AFTER DELETE ON committee_office BEGIN INSERT INTO staff_stamp (id, stamp) VALUES (1, hex(randomblob(16))) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp; END
-- next
CREATE TABLE account (
    id INTEGER NOT NULL,
    login VARCHAR(100) NOT NULL,
    password_hash TEXT NOT NULL,
    person_id INTEGER NOT NULL,
    extra_roles TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    failed_attempts INTEGER NOT NULL,
    paused_until VARCHAR(32),
    created_at VARCHAR(32) NOT NULL,
    CONSTRAINT pk_account PRIMARY KEY (id),
    CONSTRAINT uq_account_login UNIQUE (login),
    CONSTRAINT uq_account_person_id UNIQUE (person_id)
)
-- next
CREATE TABLE definition (
    id INTEGER NOT NULL,
    process_id VARCHAR(100) NOT NULL,
    number INTEGER NOT NULL,
    digest VARCHAR(64) NOT NULL,
    title TEXT NOT NULL,
    title_en TEXT NOT NULL,
    files BLOB NOT NULL,
    published_at VARCHAR(32) NOT NULL,
    published_by INTEGER,
    CONSTRAINT pk_definition PRIMARY KEY (id),
    CONSTRAINT uq_definition_process_id_number UNIQUE (process_id, number)
)
-- next
CREATE TRIGGER definition_refuses_UPDATE BEFORE UPDATE ON definition
BEGIN SELECT RAISE(ABORT, 'definition is never changed'); END
-- next
CREATE TRIGGER definition_refuses_DELETE BEFORE DELETE ON definition
BEGIN SELECT RAISE(ABORT, 'definition is never changed'); END
-- next
CREATE TABLE idempotency (
    "key" VARCHAR(100) NOT NULL,
    actor_id INTEGER,
    body_hash VARCHAR(64) NOT NULL,
    answer TEXT NOT NULL,
    at VARCHAR(32) NOT NULL,
    CONSTRAINT pk_idempotency PRIMARY KEY ("key")
)
-- next
CREATE INDEX ix_idempotency_at ON idempotency (at)
-- next
CREATE TABLE notice (
    person_id INTEGER NOT NULL,
    reason VARCHAR(150) NOT NULL,
    kind VARCHAR(30) NOT NULL,
    params TEXT NOT NULL,
    path VARCHAR(200) NOT NULL,
    created_at VARCHAR(32) NOT NULL,
    read_at VARCHAR(32),
    mail_at VARCHAR(32),
    mail_attempts INTEGER NOT NULL,
    mail_error TEXT,
    CONSTRAINT pk_notice PRIMARY KEY (person_id, reason)
)
-- next
CREATE INDEX ix_notice_mail_at ON notice (mail_at)
-- next
CREATE TABLE sweep (
    name VARCHAR(50) NOT NULL,
    finished_at VARCHAR(32) NOT NULL,
    woken INTEGER NOT NULL,
    CONSTRAINT pk_sweep PRIMARY KEY (name)
)
-- next
CREATE TABLE upload_content (
    sha256 VARCHAR(64) NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_upload_content PRIMARY KEY (sha256)
)
-- next
CREATE TABLE instance (
    id INTEGER NOT NULL,
    definition_id INTEGER NOT NULL,
    process_id VARCHAR(100) NOT NULL,
    business_key VARCHAR(200) NOT NULL,
    title TEXT NOT NULL,
    starter_id INTEGER,
    party_id INTEGER,
    status VARCHAR(12) NOT NULL,
    version INTEGER NOT NULL,
    state BLOB NOT NULL,
    chain VARCHAR(64) NOT NULL,
    open_incidents INTEGER NOT NULL,
    started_at VARCHAR(32) NOT NULL,
    ended_at VARCHAR(32),
    CONSTRAINT pk_instance PRIMARY KEY (id),
    CONSTRAINT uq_instance_process_id_business_key UNIQUE (process_id, business_key),
    CONSTRAINT ck_instance_status CHECK (status IN ('running', 'suspended', 'completed', 'cancelled')),
    CONSTRAINT fk_instance_definition_id_definition FOREIGN KEY(definition_id) REFERENCES definition (id)
)
-- next
CREATE INDEX ix_instance_definition_id ON instance (definition_id)
-- next
CREATE INDEX ix_instance_starter_id_started_at ON instance (starter_id, started_at)
-- next
CREATE INDEX ix_instance_status_started_at ON instance (status, started_at)
-- next
CREATE INDEX ix_instance_party_id_started_at ON instance (party_id, started_at)
-- next
CREATE TABLE session (
    token_hash VARCHAR(64) NOT NULL,
    account_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    created_at VARCHAR(32) NOT NULL,
    last_seen_at VARCHAR(32) NOT NULL,
    expires_at VARCHAR(32) NOT NULL,
    CONSTRAINT pk_session PRIMARY KEY (token_hash),
    CONSTRAINT fk_session_account_id_account FOREIGN KEY(account_id) REFERENCES account (id)
)
-- next
CREATE INDEX ix_session_account_id ON session (account_id)
-- next
CREATE INDEX ix_session_expires_at ON session (expires_at)
-- next
CREATE TABLE event_log (
    instance_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    at VARCHAR(32) NOT NULL,
    kind VARCHAR(30) NOT NULL,
    actor_id INTEGER,
    task_id INTEGER,
    body TEXT NOT NULL,
    hash VARCHAR(64) NOT NULL,
    CONSTRAINT pk_event_log PRIMARY KEY (instance_id, seq),
    CONSTRAINT fk_event_log_instance_id_instance FOREIGN KEY(instance_id) REFERENCES instance (id)
)
-- next
CREATE INDEX ix_event_log_actor_id_at ON event_log (actor_id, at)
-- next
CREATE TRIGGER event_log_refuses_UPDATE BEFORE UPDATE ON event_log
BEGIN SELECT RAISE(ABORT, 'event_log is never changed'); END
-- next
CREATE TRIGGER event_log_refuses_DELETE BEFORE DELETE ON event_log
BEGIN SELECT RAISE(ABORT, 'event_log is never changed'); END
-- next
CREATE TABLE incident (
    id INTEGER NOT NULL,
    instance_id INTEGER NOT NULL,
    source VARCHAR(10) NOT NULL,
    work_id INTEGER NOT NULL,
    element VARCHAR(100) NOT NULL,
    code VARCHAR(100) NOT NULL,
    message TEXT NOT NULL,
    opened_at VARCHAR(32) NOT NULL,
    resolved_at VARCHAR(32),
    resolved_by INTEGER,
    CONSTRAINT pk_incident PRIMARY KEY (id),
    CONSTRAINT ck_incident_source CHECK (source IN ('token', 'job', 'timer', 'task')),
    CONSTRAINT fk_incident_instance_id_instance FOREIGN KEY(instance_id) REFERENCES instance (id)
)
-- next
CREATE INDEX ix_incident_instance_id ON incident (instance_id)
-- next
CREATE INDEX ix_incident_resolved_at_opened_at ON incident (resolved_at, opened_at)
-- next
CREATE TABLE outbox (
    id INTEGER NOT NULL,
    kind VARCHAR(10) NOT NULL,
    instance_id INTEGER NOT NULL,
    work_id INTEGER NOT NULL,
    process_id VARCHAR(100) NOT NULL,
    element VARCHAR(100) NOT NULL,
    operation VARCHAR(100) NOT NULL,
    correlation VARCHAR(200) NOT NULL,
    parameters TEXT NOT NULL,
    idempotency_key VARCHAR(100) NOT NULL,
    status VARCHAR(12) NOT NULL,
    attempts INTEGER NOT NULL,
    next_at VARCHAR(32) NOT NULL,
    lease VARCHAR(32),
    error TEXT,
    created_at VARCHAR(32) NOT NULL,
    closed_at VARCHAR(32),
    CONSTRAINT pk_outbox PRIMARY KEY (id),
    CONSTRAINT ck_outbox_status CHECK (status IN ('ready', 'leased', 'done', 'failed', 'cancelled')),
    CONSTRAINT fk_outbox_instance_id_instance FOREIGN KEY(instance_id) REFERENCES instance (id),
    CONSTRAINT uq_outbox_idempotency_key UNIQUE (idempotency_key)
)
-- next
CREATE INDEX ix_outbox_instance_id ON outbox (instance_id)
-- next
CREATE INDEX ix_outbox_status_next_at ON outbox (status, next_at)
-- next
CREATE TABLE schedule_ledger (
    process_id VARCHAR(100) NOT NULL,
    period VARCHAR(20) NOT NULL,
    instance_id INTEGER NOT NULL,
    started_at VARCHAR(32) NOT NULL,
    CONSTRAINT pk_schedule_ledger PRIMARY KEY (process_id, period),
    CONSTRAINT fk_schedule_ledger_instance_id_instance FOREIGN KEY(instance_id) REFERENCES instance (id)
)
-- next
CREATE TABLE subscription (
    instance_id INTEGER NOT NULL,
    subscription_id INTEGER NOT NULL,
    element VARCHAR(100) NOT NULL,
    kind VARCHAR(10) NOT NULL,
    name VARCHAR(100) NOT NULL,
    correlation VARCHAR(200) NOT NULL,
    CONSTRAINT pk_subscription PRIMARY KEY (instance_id, subscription_id),
    CONSTRAINT fk_subscription_instance_id_instance FOREIGN KEY(instance_id) REFERENCES instance (id)
)
-- next
CREATE INDEX ix_subscription_kind_name_correlation ON subscription (kind, name, correlation)
-- next
CREATE TABLE timer (
    instance_id INTEGER NOT NULL,
    timer_id INTEGER NOT NULL,
    element VARCHAR(100) NOT NULL,
    due_at VARCHAR(32) NOT NULL,
    next_at VARCHAR(32),
    attempts INTEGER NOT NULL,
    CONSTRAINT pk_timer PRIMARY KEY (instance_id, timer_id),
    CONSTRAINT fk_timer_instance_id_instance FOREIGN KEY(instance_id) REFERENCES instance (id)
)
-- next
CREATE INDEX ix_timer_next_at ON timer (next_at)
-- next
CREATE TABLE upload (
    id VARCHAR(32) NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type VARCHAR(200) NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    instance_id INTEGER,
    uploaded_by INTEGER NOT NULL,
    uploaded_at VARCHAR(32) NOT NULL,
    CONSTRAINT pk_upload PRIMARY KEY (id),
    CONSTRAINT fk_upload_sha256_upload_content FOREIGN KEY(sha256) REFERENCES upload_content (sha256),
    CONSTRAINT fk_upload_instance_id_instance FOREIGN KEY(instance_id) REFERENCES instance (id)
)
-- next
CREATE INDEX ix_upload_instance_id ON upload (instance_id)
-- next
CREATE TABLE user_task (
    id INTEGER NOT NULL,
    instance_id INTEGER NOT NULL,
    work_id INTEGER NOT NULL,
    process_id VARCHAR(100) NOT NULL,
    element VARCHAR(100) NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    role VARCHAR(200) NOT NULL,
    form VARCHAR(100) NOT NULL,
    clauses TEXT NOT NULL,
    assign VARCHAR(50) NOT NULL,
    assign_to TEXT,
    distinct_from TEXT NOT NULL,
    local_values TEXT NOT NULL,
    status VARCHAR(12) NOT NULL,
    opened_at VARCHAR(32) NOT NULL,
    due_at VARCHAR(32),
    due_on DATE,
    due_clause VARCHAR(100) NOT NULL,
    assignee_id INTEGER,
    claimed_at VARCHAR(32),
    closed_at VARCHAR(32),
    completed_by INTEGER,
    acting_for INTEGER,
    answer TEXT,
    answer_salt BLOB,
    CONSTRAINT pk_user_task PRIMARY KEY (id),
    CONSTRAINT uq_user_task_instance_id_work_id UNIQUE (instance_id, work_id),
    CONSTRAINT ck_user_task_status CHECK (status IN ('open', 'completed', 'cancelled')),
    CONSTRAINT fk_user_task_instance_id_instance FOREIGN KEY(instance_id) REFERENCES instance (id)
)
-- next
CREATE INDEX ix_user_task_completed_by_closed_at ON user_task (completed_by, closed_at)
-- next
CREATE INDEX ix_user_task_status_due_at ON user_task (status, due_at)
-- next
CREATE TABLE candidate (
    person_id INTEGER NOT NULL,
    due_key VARCHAR(32) NOT NULL,
    task_id INTEGER NOT NULL,
    acting_for INTEGER,
    CONSTRAINT pk_candidate PRIMARY KEY (person_id, due_key, task_id),
    CONSTRAINT fk_candidate_task_id_user_task FOREIGN KEY(task_id) REFERENCES user_task (id)
)
 WITHOUT ROWID
-- next
CREATE INDEX ix_candidate_task_id ON candidate (task_id)
-- next
CREATE TABLE draft (
    task_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    submitted TEXT NOT NULL,
    saved_at VARCHAR(32) NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (task_id, person_id),
    CONSTRAINT fk_draft_task_id_user_task FOREIGN KEY(task_id) REFERENCES user_task (id)
)
