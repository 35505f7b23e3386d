BEGIN TRANSACTION;
CREATE TABLE about (what TEXT NOT NULL, which TEXT, value TEXT);
INSERT INTO "about" VALUES('Made','','15 January 2026, by tiptui VERSION');
INSERT INTO "about" VALUES('Query','','none (everything)');
INSERT INTO "about" VALUES('Claims','','13 of 13');
INSERT INTO "about" VALUES('Overdue','','as of 15 January 2026');
INSERT INTO "about" VALUES('SHA-256 of a record','vell-2025-03','35f04e7b094b036eb2561fcea8e0184e5b1f2eefcb5132f1dc50fbf1875d4bd0');
INSERT INTO "about" VALUES('SHA-256 of a text','Minutes of the round table','d2bc4eedc7529d338fced46d72c62f1d9dad6aa5ccb6e1c0e2a07598e0288be6');
CREATE TABLE claim_addressees (
  claim TEXT NOT NULL REFERENCES claims (ref), organization TEXT REFERENCES organizations (ref),
  name TEXT NOT NULL
);
INSERT INTO "claim_addressees" VALUES('vell-2025-03#r1','vell-2025-03#roads','Ministry of Roads');
INSERT INTO "claim_addressees" VALUES('vell-2025-03#r2','vell-2025-03#roads','Ministry of Roads');
INSERT INTO "claim_addressees" VALUES('vell-2025-03#r2',NULL,'whoever draws the plans');
INSERT INTO "claim_addressees" VALUES('vell-2025-03#r3','vell-2025-03#vell','Town of Vell');
INSERT INTO "claim_addressees" VALUES('vell-2025-03#r3','vell-2025-03#board','Crossings Board (CB)');
CREATE TABLE claim_makers (
  claim TEXT NOT NULL REFERENCES claims (ref), speaker TEXT NOT NULL REFERENCES speakers (ref)
);
INSERT INTO "claim_makers" VALUES('vell-2025-03#flood','vell-2025-03#corin');
INSERT INTO "claim_makers" VALUES('vell-2025-03#point/5','vell-2025-03#brandt');
INSERT INTO "claim_makers" VALUES('vell-2025-03#point/5','vell-2025-03#corin');
INSERT INTO "claim_makers" VALUES('vell-2025-03#corin/1','vell-2025-03#corin');
INSERT INTO "claim_makers" VALUES('vell-2025-03#full-ferry','vell-2025-03#corin');
INSERT INTO "claim_makers" VALUES('vell-2025-03#brandt/1','vell-2025-03#brandt');
INSERT INTO "claim_makers" VALUES('vell-2025-03#crews/1','vell-2025-03#crews');
INSERT INTO "claim_makers" VALUES('vell-2025-03#r1','vell-2025-03#brandt');
INSERT INTO "claim_makers" VALUES('vell-2025-03#r2','vell-2025-03#brandt');
INSERT INTO "claim_makers" VALUES('vell-2025-03#r2','vell-2025-03#crews');
INSERT INTO "claim_makers" VALUES('vell-2025-03#r3','vell-2025-03#crews');
INSERT INTO "claim_makers" VALUES('vell-2025-03#r4','vell-2025-03#corin');
CREATE TABLE claim_themes (
  claim TEXT NOT NULL REFERENCES claims (ref), theme TEXT NOT NULL REFERENCES themes (ref)
);
INSERT INTO "claim_themes" VALUES('vell-2025-03#flood','vell-2025-03#bridge');
INSERT INTO "claim_themes" VALUES('vell-2025-03#point/3','vell-2025-03#bridge');
INSERT INTO "claim_themes" VALUES('vell-2025-03#point/3','vell-2025-03#ferry');
INSERT INTO "claim_themes" VALUES('vell-2025-03#corin/1','vell-2025-03#bridge');
INSERT INTO "claim_themes" VALUES('vell-2025-03#full-ferry','vell-2025-03#ferry');
INSERT INTO "claim_themes" VALUES('vell-2025-03#crews/1','vell-2025-03#ferry');
INSERT INTO "claim_themes" VALUES('vell-2025-03#r1','vell-2025-03#bridge');
INSERT INTO "claim_themes" VALUES('vell-2025-03#r2','vell-2025-03#bridge');
INSERT INTO "claim_themes" VALUES('vell-2025-03#r2','vell-2025-03#ferry');
INSERT INTO "claim_themes" VALUES('vell-2025-03#r3','vell-2025-03#ferry');
CREATE TABLE claims (
  ref TEXT PRIMARY KEY, dialogue TEXT NOT NULL REFERENCES dialogues (id), kind TEXT NOT NULL,
  sort TEXT, id TEXT NOT NULL, number TEXT, text TEXT NOT NULL, mode TEXT, due TEXT, status TEXT,
  note TEXT
, "repeats" TEXT, "occasion" TEXT);
INSERT INTO "claims" VALUES('vell-2025-03#point/1','vell-2025-03','point','purpose','point/1',NULL,'To agree on what crosses the river until the bridge stands.','reported',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('vell-2025-03#flood','vell-2025-03','point','background','flood',NULL,'The flood of March 2024 took the deck of the bridge.','reported',NULL,NULL,'The piers stayed, as the engineer says.',NULL,NULL);
INSERT INTO "claims" VALUES('vell-2025-03#point/3','vell-2025-03','point','outcome','point/3',NULL,'The crossing is to carry buses again.','reported',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('vell-2025-03#point/4','vell-2025-03','point','decision','point/4',NULL,'The crossing must carry buses again.','quoted',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('vell-2025-03#point/5','vell-2025-03','point','commitment','point/5',NULL,'The Board meets every month and tells what was done.','reported',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('vell-2025-03#corin/1','vell-2025-03','statement',NULL,'corin/1',NULL,'Since the bridge fell there is no way over the river at night.','quoted',NULL,NULL,NULL,NULL,'opening remarks');
INSERT INTO "claims" VALUES('vell-2025-03#full-ferry','vell-2025-03','statement',NULL,'full-ferry',NULL,'The ferry was full all year.','reported',NULL,NULL,'Nobody counted the passengers.',NULL,NULL);
INSERT INTO "claims" VALUES('vell-2025-03#brandt/1','vell-2025-03','statement',NULL,'brandt/1',NULL,'What is left of the bridge can bear a new deck.','reported',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('vell-2025-03#crews/1','vell-2025-03','statement',NULL,'crews/1',NULL,'A boat more is enough for the time being, but not for buses.','quoted',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "claims" VALUES('vell-2025-03#r1','vell-2025-03','recommendation',NULL,'r1','1','Rebuild the deck of the bridge on the piers that stand.','reported','2025-10','partly-implemented','The engineer named no year; the due date is that of the minutes.',NULL,NULL);
INSERT INTO "claims" VALUES('vell-2025-03#r2','vell-2025-03','recommendation',NULL,'r2','1.a','Show the plans of the new deck to everybody who is to walk, ride or drive across it, on both banks of the river, before the first stone is moved.','quoted','2026-03-31','in-progress',NULL,'marl-2024#r4',NULL);
INSERT INTO "claims" VALUES('vell-2025-03#r3','vell-2025-03','recommendation',NULL,'r3','2','Lend the ferry crews the old tug.','reported',NULL,'implemented',NULL,NULL,NULL);
INSERT INTO "claims" VALUES('vell-2025-03#r4','vell-2025-03','recommendation',NULL,'r4',NULL,'Lend them a crew as well.','reported',NULL,'not-implemented',NULL,'r3',NULL);
CREATE TABLE dialogues (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, classification TEXT, start_date TEXT, end_date TEXT,
  series TEXT, place TEXT, summary TEXT, topics TEXT, organizers TEXT, attendance INTEGER,
  approximate TEXT, groups TEXT, note TEXT
);
INSERT INTO "dialogues" VALUES('vell-2025-03','Round table on the crossing at Vell','round table','2025-03-03','2025-03-04','River talks','Vell, Lower Marl','A year after the flood took the bridge, engineers, the town and the ferry crews spoke about what is to cross the river until there is another one.','the bridge; the ferry','Crossings Board (CB); Town of Vell',40,'yes','people of the left bank; ferry crews','The minutes don''t say who took them.');
CREATE TABLE organizations (
  ref TEXT PRIMARY KEY, dialogue TEXT NOT NULL REFERENCES dialogues (id), id TEXT NOT NULL,
  same_as TEXT NOT NULL, name TEXT NOT NULL, abbreviation TEXT, other_names TEXT, note TEXT
);
INSERT INTO "organizations" VALUES('vell-2025-03#board','vell-2025-03','board','vell-2025-03#board','Crossings Board','CB','Board of Crossings',NULL);
INSERT INTO "organizations" VALUES('vell-2025-03#roads','vell-2025-03','roads','vell-2025-03#roads','Ministry of Roads',NULL,NULL,'It has been a part of the Ministry of Works since May.');
INSERT INTO "organizations" VALUES('vell-2025-03#vell','vell-2025-03','vell','vell-2025-03#vell','Town of Vell',NULL,NULL,NULL);
CREATE TABLE organizers (
  dialogue TEXT NOT NULL REFERENCES dialogues (id), organization TEXT NOT NULL REFERENCES organizations (ref),
  role TEXT
);
INSERT INTO "organizers" VALUES('vell-2025-03','vell-2025-03#board','convener');
INSERT INTO "organizers" VALUES('vell-2025-03','vell-2025-03#vell',NULL);
CREATE TABLE quotations (
  ref TEXT PRIMARY KEY, dialogue TEXT NOT NULL REFERENCES dialogues (id), claim TEXT REFERENCES claims (ref),
  response TEXT REFERENCES responses (ref), speaker TEXT REFERENCES speakers (ref), source TEXT, title TEXT,
  url TEXT, paragraph INTEGER NOT NULL, page TEXT, time TEXT, exact TEXT NOT NULL,
  status TEXT NOT NULL, FOREIGN KEY (dialogue, source) REFERENCES sources (dialogue, id)
);
INSERT INTO "quotations" VALUES('vell-2025-03@1','vell-2025-03',NULL,NULL,NULL,'minutes','Minutes of the round table','https://board.example/minutes/2025-03',1,NULL,NULL,'Round table on the crossing at Vell, 3 and 4 March 2025','verbatim');
INSERT INTO "quotations" VALUES('vell-2025-03@2','vell-2025-03',NULL,NULL,NULL,'minutes','Minutes of the round table','https://board.example/minutes/2025-03',2,'i',NULL,'Some forty people listened','verbatim');
INSERT INTO "quotations" VALUES('vell-2025-03#corin@1','vell-2025-03',NULL,NULL,'vell-2025-03#corin','minutes','Minutes of the round table','https://board.example/minutes/2025-03',2,NULL,NULL,'Ilse Corin, Mayor of Vell','verbatim');
INSERT INTO "quotations" VALUES('vell-2025-03#flood@1','vell-2025-03','vell-2025-03#flood',NULL,NULL,'minutes','Minutes of the round table','https://board.example/minutes/2025-03',3,'1',NULL,'We lost the bridge in a night','verbatim');
INSERT INTO "quotations" VALUES('vell-2025-03#point/3@1','vell-2025-03','vell-2025-03#point/3',NULL,NULL,'minutes','Minutes of the round table','https://board.example/minutes/2025-03',6,NULL,NULL,'the crossing must carry buses again','verbatim');
INSERT INTO "quotations" VALUES('vell-2025-03#point/4@1','vell-2025-03','vell-2025-03#point/4',NULL,NULL,'minutes','Minutes of the round table','https://board.example/minutes/2025-03',6,NULL,NULL,'agreed that the crossing must carry','verbatim');
INSERT INTO "quotations" VALUES('vell-2025-03#point/5@1','vell-2025-03','vell-2025-03#point/5',NULL,NULL,'minutes','Minutes of the round table','https://board.example/minutes/2025-03',6,NULL,NULL,'every month','verbatim');
INSERT INTO "quotations" VALUES('vell-2025-03#point/5@2','vell-2025-03','vell-2025-03#point/5',NULL,NULL,'notice','Notice at the ferry house',NULL,2,NULL,NULL,'once a month','unchecked');
INSERT INTO "quotations" VALUES('vell-2025-03#corin/1@1','vell-2025-03','vell-2025-03#corin/1',NULL,NULL,'minutes','Minutes of the round table','https://board.example/minutes/2025-03',3,'1',NULL,'a night - and a year later','normalized');
INSERT INTO "quotations" VALUES('vell-2025-03#corin/1@2','vell-2025-03','vell-2025-03#corin/1',NULL,NULL,'film','The opening','https://video.example/vell',1,NULL,'00:02:10.5','nobody after dark','unchecked');
INSERT INTO "quotations" VALUES('vell-2025-03#full-ferry@1','vell-2025-03','vell-2025-03#full-ferry',NULL,NULL,'minutes','Minutes of the round table','https://board.example/minutes/2025-03',4,NULL,NULL,'it had run full','elsewhere');
INSERT INTO "quotations" VALUES('vell-2025-03#brandt/1@1','vell-2025-03','vell-2025-03#brandt/1',NULL,NULL,'minutes','Minutes of the round table','https://board.example/minutes/2025-03',4,NULL,NULL,'the Piers are sound','missing');
INSERT INTO "quotations" VALUES('vell-2025-03#crews/1@1','vell-2025-03','vell-2025-03#crews/1',NULL,NULL,'minutes','Minutes of the round table','https://board.example/minutes/2025-03',5,NULL,NULL,'Nobody can row a bus across','verbatim');
INSERT INTO "quotations" VALUES('vell-2025-03#crews/1@2','vell-2025-03','vell-2025-03#crews/1',NULL,NULL,'minutes','Minutes of the round table','https://board.example/minutes/2025-03',5,NULL,NULL,'we could row all night','missing');
INSERT INTO "quotations" VALUES('vell-2025-03#r1@1','vell-2025-03','vell-2025-03#r1',NULL,NULL,'minutes','Minutes of the round table','https://board.example/minutes/2025-03',4,'2',NULL,'rebuild the deck by the autumn','verbatim');
INSERT INTO "quotations" VALUES('vell-2025-03#r1@2','vell-2025-03','vell-2025-03#r1',NULL,NULL,'article','A deck before winter',NULL,7,NULL,NULL,'a new deck before winter','unchecked');
INSERT INTO "quotations" VALUES('vell-2025-03#r1/1@1','vell-2025-03','vell-2025-03#r1','vell-2025-03#r1/1',NULL,'minutes','Minutes of the round table','https://board.example/minutes/2025-03',7,NULL,NULL,'has set aside the money for one half of it','verbatim');
INSERT INTO "quotations" VALUES('vell-2025-03#r2@1','vell-2025-03','vell-2025-03#r2',NULL,NULL,'hearing','What was said on the second day',NULL,12,NULL,'01:12:31','show us the plans, before','unchecked');
INSERT INTO "quotations" VALUES('vell-2025-03#r3@1','vell-2025-03','vell-2025-03#r3',NULL,NULL,'minutes','Minutes of the round table','https://board.example/minutes/2025-03',5,NULL,NULL,'lend them the old tug, lights and crew included','verbatim');
CREATE TABLE responses (
  ref TEXT PRIMARY KEY, claim TEXT NOT NULL REFERENCES claims (ref), status TEXT NOT NULL, date TEXT,
  "by" TEXT, organization TEXT REFERENCES organizations (ref), text TEXT, note TEXT
);
INSERT INTO "responses" VALUES('vell-2025-03#r1/1','vell-2025-03#r1','accepted','2025-06-02','Ministry of Roads','vell-2025-03#roads','The Ministry rebuilds the deck, and pays one half so far.','It doesn''t say who pays the other half.');
INSERT INTO "responses" VALUES('vell-2025-03#r1/2','vell-2025-03#r1','partly-implemented','2025-12','The Vell Courier',NULL,NULL,NULL);
INSERT INTO "responses" VALUES('vell-2025-03#r2/1','vell-2025-03#r2','noted','2025',NULL,NULL,'There are no plans as yet.',NULL);
INSERT INTO "responses" VALUES('vell-2025-03#r2/2','vell-2025-03#r2','in-progress','2025-11-20','Crossings Board (CB)','vell-2025-03#board',NULL,NULL);
INSERT INTO "responses" VALUES('vell-2025-03#r3/1','vell-2025-03#r3','partly-accepted','2025-03-04','Town of Vell','vell-2025-03#vell','The tug, but no crew.',NULL);
INSERT INTO "responses" VALUES('vell-2025-03#r3/2','vell-2025-03#r3','implemented','2025-04-01','Town of Vell','vell-2025-03#vell',NULL,NULL);
INSERT INTO "responses" VALUES('vell-2025-03#r4/1','vell-2025-03#r4','rejected',NULL,'Town of Vell','vell-2025-03#vell',NULL,NULL);
INSERT INTO "responses" VALUES('vell-2025-03#r4/2','vell-2025-03#r4','not-implemented',NULL,'The Vell Courier',NULL,NULL,NULL);
CREATE TABLE sources (
  ref TEXT PRIMARY KEY, dialogue TEXT NOT NULL REFERENCES dialogues (id), id TEXT NOT NULL, title TEXT NOT NULL,
  type TEXT, publisher TEXT, url TEXT, published TEXT, language TEXT, file TEXT, outline TEXT, note TEXT,
  UNIQUE (dialogue, id)
);
INSERT INTO "sources" VALUES('vell-2025-03#minutes','vell-2025-03','minutes','Minutes of the round table','minutes','Crossings Board','https://board.example/minutes/2025-03','2025-06-10','en','every-key.txt','What was held, when and where; Who came; The Mayor; The engineer; The ferry crews; What all agreed on; The Ministry''s answer','The last paragraph was added later.');
INSERT INTO "sources" VALUES('vell-2025-03#article','vell-2025-03','article','A deck before winter','article','The Vell Courier',NULL,'2025-03',NULL,NULL,NULL,NULL);
INSERT INTO "sources" VALUES('vell-2025-03#hearing','vell-2025-03','hearing','What was said on the second day','transcript',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "sources" VALUES('vell-2025-03#film','vell-2025-03','film','The opening','video',NULL,'https://video.example/vell',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "sources" VALUES('vell-2025-03#notice','vell-2025-03','notice','Notice at the ferry house','other',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE speakers (
  ref TEXT PRIMARY KEY, dialogue TEXT NOT NULL REFERENCES dialogues (id), id TEXT NOT NULL,
  same_as TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, role TEXT,
  organization TEXT REFERENCES organizations (ref), other_names TEXT, note TEXT
);
INSERT INTO "speakers" VALUES('vell-2025-03#corin','vell-2025-03','corin','vell-2025-03#corin','Ilse Corin','person','Mayor','vell-2025-03#vell','Ilse Korin; 伊尔丝','Her term ended in May.');
INSERT INTO "speakers" VALUES('vell-2025-03#brandt','vell-2025-03','brandt','vell-2025-03#brandt','Ada Brandt','person','engineer','vell-2025-03#board',NULL,NULL);
INSERT INTO "speakers" VALUES('vell-2025-03#crews','vell-2025-03','crews','vell-2025-03#crews','Ferry crews','group',NULL,NULL,NULL,NULL);
INSERT INTO "speakers" VALUES('vell-2025-03#lind','vell-2025-03','lind','vell-2025-03#lind','Per Lind','person','Secretary',NULL,NULL,NULL);
CREATE TABLE themes (
  ref TEXT PRIMARY KEY, dialogue TEXT NOT NULL REFERENCES dialogues (id), id TEXT NOT NULL,
  same_as TEXT NOT NULL, name TEXT NOT NULL, description TEXT
);
INSERT INTO "themes" VALUES('vell-2025-03#bridge','vell-2025-03','bridge','vell-2025-03#bridge','Bridge','What stood there, and what is to stand there');
INSERT INTO "themes" VALUES('vell-2025-03#ferry','vell-2025-03','ferry','vell-2025-03#ferry','Ferry',NULL);
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
COMMIT;
