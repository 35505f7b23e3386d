-- The tables of `tiptui export --to sqlite`. A ref is EVENT#ID. A thing of several dialogues has a row
-- in each of them, and in same_as the ref of the first. All further keys of a record have columns too.
CREATE TABLE dialogues (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, classification TEXT, start_date TEXT, end_date TEXT,
  series TEXT, place TEXT, summary TEXT, topics TEXT, organizers TEXT, attendance INTEGER,
  approximate TEXT, groups TEXT, note TEXT
);
CREATE TABLE organizations (
  ref TEXT PRIMARY KEY, dialogue TEXT NOT NULL REFERENCES dialogues (id), id TEXT NOT NULL,
  same_as TEXT NOT NULL, name TEXT NOT NULL, abbreviation TEXT, other_names TEXT, note TEXT
);
CREATE TABLE themes (
  ref TEXT PRIMARY KEY, dialogue TEXT NOT NULL REFERENCES dialogues (id), id TEXT NOT NULL,
  same_as TEXT NOT NULL, name TEXT NOT NULL, description TEXT
);
CREATE TABLE speakers (
  ref TEXT PRIMARY KEY, dialogue TEXT NOT NULL REFERENCES dialogues (id), id TEXT NOT NULL,
  same_as TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, role TEXT,
  organization TEXT REFERENCES organizations (ref), other_names TEXT, note TEXT
);
CREATE TABLE organizers (
  dialogue TEXT NOT NULL REFERENCES dialogues (id), organization TEXT NOT NULL REFERENCES organizations (ref),
  role TEXT
);
CREATE TABLE sources (
  ref TEXT PRIMARY KEY, dialogue TEXT NOT NULL REFERENCES dialogues (id), id TEXT NOT NULL, title TEXT NOT NULL,
  type TEXT, publisher TEXT, url TEXT, published TEXT, language TEXT, file TEXT, outline TEXT, note TEXT,
  UNIQUE (dialogue, id)
);
CREATE TABLE claims (
  ref TEXT PRIMARY KEY, dialogue TEXT NOT NULL REFERENCES dialogues (id), kind TEXT NOT NULL,
  sort TEXT, id TEXT NOT NULL, number TEXT, text TEXT NOT NULL, mode TEXT, due TEXT, status TEXT,
  note TEXT
);
CREATE TABLE claim_makers (
  claim TEXT NOT NULL REFERENCES claims (ref), speaker TEXT NOT NULL REFERENCES speakers (ref)
);
CREATE TABLE claim_addressees (
  claim TEXT NOT NULL REFERENCES claims (ref), organization TEXT REFERENCES organizations (ref),
  name TEXT NOT NULL
);
CREATE TABLE claim_themes (
  claim TEXT NOT NULL REFERENCES claims (ref), theme TEXT NOT NULL REFERENCES themes (ref)
);
CREATE TABLE responses (
  ref TEXT PRIMARY KEY, claim TEXT NOT NULL REFERENCES claims (ref), status TEXT NOT NULL, date TEXT,
  "by" TEXT, organization TEXT REFERENCES organizations (ref), text TEXT, note TEXT
);
CREATE TABLE quotations (
  ref TEXT PRIMARY KEY, dialogue TEXT NOT NULL REFERENCES dialogues (id), claim TEXT REFERENCES claims (ref),
  response TEXT REFERENCES responses (ref), speaker TEXT REFERENCES speakers (ref), source TEXT, title TEXT,
  url TEXT, paragraph INTEGER NOT NULL, page TEXT, time TEXT, exact TEXT NOT NULL,
  status TEXT NOT NULL, FOREIGN KEY (dialogue, source) REFERENCES sources (dialogue, id)
);
CREATE TABLE about (what TEXT NOT NULL, which TEXT, value TEXT);
CREATE INDEX organizations_dialogue ON organizations (dialogue);
CREATE INDEX organizers_dialogue ON organizers (dialogue);
CREATE INDEX organizers_organization ON organizers (organization);
CREATE INDEX themes_dialogue ON themes (dialogue);
CREATE INDEX speakers_dialogue ON speakers (dialogue);
CREATE INDEX speakers_organization ON speakers (organization);
CREATE INDEX claims_dialogue ON claims (dialogue);
CREATE INDEX claim_makers_claim ON claim_makers (claim);
CREATE INDEX claim_makers_speaker ON claim_makers (speaker);
CREATE INDEX claim_addressees_claim ON claim_addressees (claim);
CREATE INDEX claim_addressees_organization ON claim_addressees (organization);
CREATE INDEX claim_themes_claim ON claim_themes (claim);
CREATE INDEX claim_themes_theme ON claim_themes (theme);
CREATE INDEX responses_claim ON responses (claim);
CREATE INDEX responses_organization ON responses (organization);
CREATE INDEX quotations_dialogue ON quotations (dialogue);
CREATE INDEX quotations_claim ON quotations (claim);
CREATE INDEX quotations_response ON quotations (response);
CREATE INDEX quotations_speaker ON quotations (speaker);
