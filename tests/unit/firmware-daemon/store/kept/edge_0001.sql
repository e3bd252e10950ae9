-- A checkpoint database of schema 1, written by that version and dumped: prints in every state.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
CREATE TABLE edge_log (
  pos INTEGER PRIMARY KEY AUTOINCREMENT,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  event_id TEXT NOT NULL UNIQUE,
  at_utc_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  rule_pack TEXT NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  UNIQUE (epoch, seq)
) STRICT;
CREATE TABLE event_subject (
  subject TEXT NOT NULL,
  pos INTEGER NOT NULL REFERENCES edge_log (pos),
  PRIMARY KEY (subject, pos)
) STRICT, WITHOUT ROWID;
CREATE TABLE hub_log (
  pos INTEGER PRIMARY KEY AUTOINCREMENT,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  event_id TEXT NOT NULL UNIQUE,
  at_utc_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  rule_pack TEXT NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (epoch, seq)
) STRICT;
CREATE TABLE dead_letter (
  hub_pos INTEGER PRIMARY KEY REFERENCES hub_log (pos),
  at_utc_ms INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE TABLE link_cursor (
  stream TEXT PRIMARY KEY CHECK (stream IN ('edge_acked')),
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TABLE carriers (
  bin TEXT PRIMARY KEY CHECK (length(bin) = 12),
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  certificate_no TEXT NOT NULL,
  certificate_until TEXT NOT NULL
) STRICT;
CREATE TABLE permit_cards (
  plate TEXT PRIMARY KEY,
  card_no TEXT NOT NULL,
  bin TEXT NOT NULL,
  make TEXT NOT NULL,
  model TEXT NOT NULL,
  vin TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  tachograph_until TEXT NOT NULL,
  inspection_until TEXT NOT NULL
) STRICT;
CREATE TABLE misuse (
  bin TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('vehicle_not_on_card', 'blank_handed_over')),
  on_date TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (bin, kind, on_date)
) STRICT;
CREATE TABLE bookings (
  booking_no TEXT PRIMARY KEY,
  plate TEXT NOT NULL,
  bin TEXT NOT NULL,
  seller TEXT NOT NULL CHECK (seller IN ('hub', 'edge')),
  slot_start_utc_ms INTEGER NOT NULL,
  slot_end_utc_ms INTEGER NOT NULL CHECK (slot_end_utc_ms > slot_start_utc_ms),
  state TEXT NOT NULL CHECK (state IN ('booked', 'checked_in', 'called', 'on_territory', 'crossed',
    'turned_back', 'no_show', 'withdrawn', 'annulled')),
  checked_in_utc_ms INTEGER,
  called_utc_ms INTEGER,
  lane TEXT,
  ground TEXT,
  entered_utc_ms INTEGER
) STRICT;
CREATE TABLE applications (
  application_no TEXT PRIMARY KEY,
  bin TEXT NOT NULL,
  plate TEXT NOT NULL,
  booking_no TEXT NOT NULL,
  planned_crossing TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('registered', 'rejected_intake', 'refused', 'pay_notice',
    'paid', 'supplement_formed', 'at_checkpoint', 'issued', 'closed', 'lapsed')),
  supplement TEXT,
  valid_from TEXT,
  valid_until TEXT,
  entered_utc_ms INTEGER,
  card_matches INTEGER NOT NULL DEFAULT 0 CHECK (card_matches IN (0, 1)),
  revoked_reason TEXT,
  CHECK ((supplement IS NULL) = (valid_until IS NULL))
) STRICT;
CREATE TABLE deliveries (
  batch TEXT PRIMARY KEY,
  first TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count > 0),
  announced INTEGER NOT NULL CHECK (announced IN (0, 1)),
  received_order INTEGER UNIQUE,
  received_utc_ms INTEGER,
  received_by TEXT
) STRICT;
CREATE TABLE blanks (
  number TEXT PRIMARY KEY,
  batch TEXT NOT NULL REFERENCES deliveries (batch),
  stock_order INTEGER NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('in_stock', 'allocated', 'printed', 'issued', 'redeemed',
    'returned', 'lost', 'annulled', 'spoiled')),
  application_no TEXT REFERENCES applications (application_no),
  reason TEXT,
  replaced_by TEXT REFERENCES blanks (number),
  CHECK (state NOT IN ('allocated', 'printed', 'issued', 'redeemed', 'returned')
         OR application_no IS NOT NULL)
) STRICT;
CREATE TABLE print_jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  application_no TEXT NOT NULL REFERENCES applications (application_no),
  blank TEXT NOT NULL REFERENCES blanks (number),
  attempt INTEGER NOT NULL CHECK (attempt > 0),
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'confirmed', 'failed_safe', 'unknown')),
  payload TEXT NOT NULL,
  cause TEXT,
  grade TEXT,
  page_hash TEXT,
  queued_utc_ms INTEGER NOT NULL,
  ended_utc_ms INTEGER,
  resolved_by TEXT,
  UNIQUE (blank, attempt)
) STRICT;
CREATE TABLE visits (
  visit_id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL,
  camera TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('gate_in', 'exit', 'return_lane')),
  received_utc_ms INTEGER NOT NULL,
  live INTEGER NOT NULL CHECK (live IN (0, 1)),
  visit TEXT NOT NULL,
  decision TEXT NOT NULL,
  plate TEXT,
  decided_by TEXT
) STRICT;
CREATE TABLE stays (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plate TEXT NOT NULL,
  entry_visit TEXT NOT NULL,
  entered_utc_ms INTEGER NOT NULL,
  booking_no TEXT,
  application_no TEXT,
  held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
  ended_utc_ms INTEGER,
  end_kind TEXT CHECK (end_kind IN ('left', 'turned_back')),
  end_visit TEXT,
  CHECK ((ended_utc_ms IS NULL) = (end_kind IS NULL))
) STRICT;
CREATE TABLE incidents (
  incident_no TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  opened_utc_ms INTEGER NOT NULL,
  closed_utc_ms INTEGER,
  note TEXT,
  UNIQUE (kind, subject, opened_utc_ms)
) STRICT;
CREATE TABLE officers (
  login TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('officer', 'senior', 'technician')),
  password_hash TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  failures INTEGER NOT NULL DEFAULT 0,
  locked_until_utc_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  login TEXT NOT NULL REFERENCES officers (login),
  began_utc_ms INTEGER NOT NULL,
  seen_utc_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE idempotency (
  key TEXT PRIMARY KEY,
  route TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  at_utc_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE help_calls (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  screen TEXT NOT NULL,
  called_utc_ms INTEGER NOT NULL,
  answered_utc_ms INTEGER
) STRICT;
INSERT INTO "applications" VALUES('NZ25-000001','050540004567','001KAZ05','NZ25-H000001','2025-05-20','at_checkpoint','{"carrier_name":"Сынақ Транс ЖШС","carrier_address":"Жаркент қ., Сынақ к-сі 1","vehicle":"MAN TGX, 20000 кг, 2, 001KAZ05","planned_crossing":"2025-05-20","valid_from":"2025-05-20","valid_until":"2025-06-18","direction_from":"Жаркент","direction_to":"Үрімжі","checkpoint_exit":"","checkpoint_entry":"","cargo_name":"астық","cargo_weight":"20000","loading_place":"","unloading_place":"","other":""}','2025-05-20','2025-06-18',1747713600000,1,NULL);
INSERT INTO "applications" VALUES('NZ25-000002','050540004567','002KAZ05','NZ25-H000002','2025-05-20','at_checkpoint','{"carrier_name":"Сынақ Транс ЖШС","carrier_address":"Жаркент қ., Сынақ к-сі 1","vehicle":"MAN TGX, 20000 кг, 2, 002KAZ05","planned_crossing":"2025-05-20","valid_from":"2025-05-20","valid_until":"2025-06-18","direction_from":"Жаркент","direction_to":"Үрімжі","checkpoint_exit":"","checkpoint_entry":"","cargo_name":"астық","cargo_weight":"20000","loading_place":"","unloading_place":"","other":""}','2025-05-20','2025-06-18',1747713600000,1,NULL);
INSERT INTO "applications" VALUES('NZ25-000003','050540004567','003KAZ05','NZ25-H000003','2025-05-20','at_checkpoint','{"carrier_name":"Сынақ Транс ЖШС","carrier_address":"Жаркент қ., Сынақ к-сі 1","vehicle":"MAN TGX, 20000 кг, 2, 003KAZ05","planned_crossing":"2025-05-20","valid_from":"2025-05-20","valid_until":"2025-06-18","direction_from":"Жаркент","direction_to":"Үрімжі","checkpoint_exit":"","checkpoint_entry":"","cargo_name":"астық","cargo_weight":"20000","loading_place":"","unloading_place":"","other":""}','2025-05-20','2025-06-18',1747713600000,1,NULL);
INSERT INTO "applications" VALUES('NZ25-000004','050540004567','004KAZ05','NZ25-H000004','2025-05-20','at_checkpoint','{"carrier_name":"Сынақ Транс ЖШС","carrier_address":"Жаркент қ., Сынақ к-сі 1","vehicle":"MAN TGX, 20000 кг, 2, 004KAZ05","planned_crossing":"2025-05-20","valid_from":"2025-05-20","valid_until":"2025-06-18","direction_from":"Жаркент","direction_to":"Үрімжі","checkpoint_exit":"","checkpoint_entry":"","cargo_name":"астық","cargo_weight":"20000","loading_place":"","unloading_place":"","other":""}','2025-05-20','2025-06-18',1747713600000,1,NULL);
INSERT INTO "applications" VALUES('NZ25-000005','050540004567','005KAZ05','NZ25-H000005','2025-05-20','at_checkpoint','{"carrier_name":"Сынақ Транс ЖШС","carrier_address":"Жаркент қ., Сынақ к-сі 1","vehicle":"MAN TGX, 20000 кг, 2, 005KAZ05","planned_crossing":"2025-05-20","valid_from":"2025-05-20","valid_until":"2025-06-18","direction_from":"Жаркент","direction_to":"Үрімжі","checkpoint_exit":"","checkpoint_entry":"","cargo_name":"астық","cargo_weight":"20000","loading_place":"","unloading_place":"","other":""}','2025-05-20','2025-06-18',1747713600000,1,NULL);
INSERT INTO "applications" VALUES('NZ25-000006','050540004567','006KAZ05','NZ25-H000006','2025-05-20','at_checkpoint','{"carrier_name":"Сынақ Транс ЖШС","carrier_address":"Жаркент қ., Сынақ к-сі 1","vehicle":"MAN TGX, 20000 кг, 2, 006KAZ05","planned_crossing":"2025-05-20","valid_from":"2025-05-20","valid_until":"2025-06-18","direction_from":"Жаркент","direction_to":"Үрімжі","checkpoint_exit":"","checkpoint_entry":"","cargo_name":"астық","cargo_weight":"20000","loading_place":"","unloading_place":"","other":""}','2025-05-20','2025-06-18',1747713600000,1,NULL);
INSERT INTO "blanks" VALUES('C00000001','B-1',1,'printed','NZ25-000001',NULL,NULL);
INSERT INTO "blanks" VALUES('C00000002','B-1',2,'allocated','NZ25-000002',NULL,NULL);
INSERT INTO "blanks" VALUES('C00000003','B-1',3,'allocated','NZ25-000003',NULL,NULL);
INSERT INTO "blanks" VALUES('C00000004','B-1',4,'printed','NZ25-000004',NULL,NULL);
INSERT INTO "blanks" VALUES('C00000005','B-1',5,'allocated','NZ25-000005',NULL,NULL);
INSERT INTO "blanks" VALUES('C00000006','B-1',6,'allocated','NZ25-000006',NULL,NULL);
INSERT INTO "blanks" VALUES('C00000007','B-1',7,'in_stock',NULL,NULL,NULL);
INSERT INTO "blanks" VALUES('C00000008','B-1',8,'in_stock',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES('B-1','C00000001',8,0,1,1747713600000,'aliya');
INSERT INTO "edge_log" VALUES(1,'11111111111111111111111111111111',1,'60f94dcad28f608261b055ffaef1ace5',1747713600000,'officer:aliya','kz-cn-c-2023','epoch_began','{"reason":"created","profile":"production"}','0000000000000000000000000000000000000000000000000000000000000000','2d8164ac1b5a2b2e142b0d46fff1bb29130052f739ff581a9a3cedf5b3ddacdc');
INSERT INTO "edge_log" VALUES(2,'11111111111111111111111111111111',2,'6defd5c3be228b9ef27dde43d21f6244',1747713600000,'officer:aliya','kz-cn-c-2023','blanks_received','{"batch":"B-1","first":"C00000001","count":8}','2d8164ac1b5a2b2e142b0d46fff1bb29130052f739ff581a9a3cedf5b3ddacdc','a1103d2b2fabd527108dbe463880c9cc1dacbd7877c59cdde49d6cd379e51277');
INSERT INTO "edge_log" VALUES(3,'11111111111111111111111111111111',3,'c285d1c79f47e53f6eec6878d9b5935e',1747713600000,'officer:aliya','kz-cn-c-2023','number_allocated','{"wanted":"NZ25-000001","waiting":["NZ25-000001"],"stock":["C00000001"],"steps":[{"application_no":"NZ25-000001","blank":"C00000001"}]}','a1103d2b2fabd527108dbe463880c9cc1dacbd7877c59cdde49d6cd379e51277','9b8b0b224f228b287291ecfb2f6d661173be20bd8a019dd229c880dcaa3f6eab');
INSERT INTO "edge_log" VALUES(4,'11111111111111111111111111111111',4,'d4ab23099998c935ffb569f5077baba5',1747713600000,'officer:aliya','kz-cn-c-2023','print_queued','{"application_no":"NZ25-000001","blank":"C00000001","attempt":1,"reason":"issue"}','9b8b0b224f228b287291ecfb2f6d661173be20bd8a019dd229c880dcaa3f6eab','8bf63857ff2556764f3ddb7262f3477d195efebd0f7ad1c5a17b17d6de0d3901');
INSERT INTO "edge_log" VALUES(5,'11111111111111111111111111111111',5,'0014896d5879049fbe971dbd2900a8ea',1747713600000,'officer:aliya','kz-cn-c-2023','print_ended','{"application_no":"NZ25-000001","blank":"C00000001","attempt":1,"result":"confirmed","grade":"A","cause":"","page_hash":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","by":"printer"}','8bf63857ff2556764f3ddb7262f3477d195efebd0f7ad1c5a17b17d6de0d3901','5d6094d142750ccf3c8459dee16677d3ce60c9a6fdfa251ab08823232dc77153');
INSERT INTO "edge_log" VALUES(6,'11111111111111111111111111111111',6,'a3792b7053405fd575ebcf148db5c281',1747713600000,'officer:aliya','kz-cn-c-2023','number_allocated','{"wanted":"NZ25-000002","waiting":["NZ25-000002"],"stock":["C00000002"],"steps":[{"application_no":"NZ25-000002","blank":"C00000002"}]}','5d6094d142750ccf3c8459dee16677d3ce60c9a6fdfa251ab08823232dc77153','be047f19b7eef147845d34ea777cae50c61d51e08425704d745ace3d6b165736');
INSERT INTO "edge_log" VALUES(7,'11111111111111111111111111111111',7,'c8f60db9d037f782f879ce36467fee16',1747713600000,'officer:aliya','kz-cn-c-2023','print_queued','{"application_no":"NZ25-000002","blank":"C00000002","attempt":1,"reason":"issue"}','be047f19b7eef147845d34ea777cae50c61d51e08425704d745ace3d6b165736','66ae06395a81bee9d39b37972711db4ef47b042016e95ec907cc63216a26c457');
INSERT INTO "edge_log" VALUES(8,'11111111111111111111111111111111',8,'d393f615d798d0b38afbebb0ce7e31ba',1747713600000,'officer:aliya','kz-cn-c-2023','print_ended','{"application_no":"NZ25-000002","blank":"C00000002","attempt":1,"result":"failed_safe","grade":"","cause":"printer_paper_out","page_hash":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","by":"printer"}','66ae06395a81bee9d39b37972711db4ef47b042016e95ec907cc63216a26c457','4fbb6092d23cffa78f691710bc58c7bfbb5df9cce783376a73a7cd7100b94593');
INSERT INTO "edge_log" VALUES(9,'11111111111111111111111111111111',9,'10b237e60bc34877e9f9c775a0518fa2',1747713600000,'officer:aliya','kz-cn-c-2023','number_allocated','{"wanted":"NZ25-000003","waiting":["NZ25-000003"],"stock":["C00000003"],"steps":[{"application_no":"NZ25-000003","blank":"C00000003"}]}','4fbb6092d23cffa78f691710bc58c7bfbb5df9cce783376a73a7cd7100b94593','0e7ccde791daf8ef8b1f4d369cfcad3b3b4f5fc2353da5f629e2acc2b4c59e95');
INSERT INTO "edge_log" VALUES(10,'11111111111111111111111111111111',10,'751e042cc544e2c595264327ffd0177e',1747713600000,'officer:aliya','kz-cn-c-2023','print_queued','{"application_no":"NZ25-000003","blank":"C00000003","attempt":1,"reason":"issue"}','0e7ccde791daf8ef8b1f4d369cfcad3b3b4f5fc2353da5f629e2acc2b4c59e95','9e024a7afe8cc2caebb3a845ebd48262e04ea094b3c80c95aee080a2dc8bf925');
INSERT INTO "edge_log" VALUES(11,'11111111111111111111111111111111',11,'157f945e41a22b9f4dfe2847cda122e9',1747713600000,'officer:aliya','kz-cn-c-2023','print_ended','{"application_no":"NZ25-000003","blank":"C00000003","attempt":1,"result":"unknown","grade":"","cause":"printer_timeout","page_hash":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","by":"printer"}','9e024a7afe8cc2caebb3a845ebd48262e04ea094b3c80c95aee080a2dc8bf925','adbeccec98c13f37e449d9d0fb506283a8ac1ca043099b2ed8df9b1d541c43c3');
INSERT INTO "edge_log" VALUES(12,'11111111111111111111111111111111',12,'ea69a4d58f0e6ec97f00072efb599975',1747713600000,'officer:aliya','kz-cn-c-2023','number_allocated','{"wanted":"NZ25-000004","waiting":["NZ25-000004"],"stock":["C00000004"],"steps":[{"application_no":"NZ25-000004","blank":"C00000004"}]}','adbeccec98c13f37e449d9d0fb506283a8ac1ca043099b2ed8df9b1d541c43c3','375301343e7de894a51f695e2365471b99029c9c4e89f4640f0de755f7633ce8');
INSERT INTO "edge_log" VALUES(13,'11111111111111111111111111111111',13,'842a6f54021895d112151995054a4cc4',1747713600000,'officer:aliya','kz-cn-c-2023','print_queued','{"application_no":"NZ25-000004","blank":"C00000004","attempt":1,"reason":"issue"}','375301343e7de894a51f695e2365471b99029c9c4e89f4640f0de755f7633ce8','c41ccf71212d9214ae29dc159ad6fc29949cb84ef0a71e6d9e7510b4bfe7856f');
INSERT INTO "edge_log" VALUES(14,'11111111111111111111111111111111',14,'597214568b400c1e66fb9fd929d41aa0',1747713600000,'officer:aliya','kz-cn-c-2023','print_ended','{"application_no":"NZ25-000004","blank":"C00000004","attempt":1,"result":"confirmed","grade":"A","cause":"","page_hash":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","by":"printer"}','c41ccf71212d9214ae29dc159ad6fc29949cb84ef0a71e6d9e7510b4bfe7856f','334f0d3b43645be55e4cbe98356bc784267b45b7f02dc2ee6da8bcca14cf5a58');
INSERT INTO "edge_log" VALUES(15,'11111111111111111111111111111111',15,'3bab6b61580ddf2c8c3bf95ac14d39d9',1747713600000,'officer:aliya','kz-cn-c-2023','print_queued','{"application_no":"NZ25-000004","blank":"C00000004","attempt":2,"reason":"smeared"}','334f0d3b43645be55e4cbe98356bc784267b45b7f02dc2ee6da8bcca14cf5a58','3f1d5ea812ece5f57027627c5b9150cad1ea2340cae3bc3e3eb91390e14eb87e');
INSERT INTO "edge_log" VALUES(16,'11111111111111111111111111111111',16,'d5534f2d92a3af43c3416e988b86e022',1747713600000,'officer:aliya','kz-cn-c-2023','print_ended','{"application_no":"NZ25-000004","blank":"C00000004","attempt":2,"result":"confirmed","grade":"A","cause":"","page_hash":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","by":"printer"}','3f1d5ea812ece5f57027627c5b9150cad1ea2340cae3bc3e3eb91390e14eb87e','5358d5d837c65133e768e47297d42b0932d090870f444ff068aaba82444f69ca');
INSERT INTO "edge_log" VALUES(17,'11111111111111111111111111111111',17,'9e0080dba26ce8b42c4770abee12fe08',1747713600000,'officer:aliya','kz-cn-c-2023','number_allocated','{"wanted":"NZ25-000005","waiting":["NZ25-000005"],"stock":["C00000005"],"steps":[{"application_no":"NZ25-000005","blank":"C00000005"}]}','5358d5d837c65133e768e47297d42b0932d090870f444ff068aaba82444f69ca','92056dd1b10a8ee7676154ca136f645974703328ec53a3794c7c8552e9b30b06');
INSERT INTO "edge_log" VALUES(18,'11111111111111111111111111111111',18,'f73809271939daf888aa8d6ff2b78745',1747713600000,'officer:aliya','kz-cn-c-2023','print_queued','{"application_no":"NZ25-000005","blank":"C00000005","attempt":1,"reason":"issue"}','92056dd1b10a8ee7676154ca136f645974703328ec53a3794c7c8552e9b30b06','c76ab5654102f08da11fcbfaa53931a062d5c7092345184ffafbdf91e3d222e6');
INSERT INTO "edge_log" VALUES(19,'11111111111111111111111111111111',19,'f2142afd13d47eb3c5fd92d566fb0beb',1747713600000,'officer:aliya','kz-cn-c-2023','number_allocated','{"wanted":"NZ25-000006","waiting":["NZ25-000006"],"stock":["C00000006"],"steps":[{"application_no":"NZ25-000006","blank":"C00000006"}]}','c76ab5654102f08da11fcbfaa53931a062d5c7092345184ffafbdf91e3d222e6','dadac055049aa404a14d7ccdd96c224a92eca1b782f87e35438a3a19b528cf10');
INSERT INTO "edge_log" VALUES(20,'11111111111111111111111111111111',20,'14ab450b4fcbb0e1b9fdf110785be094',1747713600000,'officer:aliya','kz-cn-c-2023','print_queued','{"application_no":"NZ25-000006","blank":"C00000006","attempt":1,"reason":"issue"}','dadac055049aa404a14d7ccdd96c224a92eca1b782f87e35438a3a19b528cf10','2889461baae43cbc9e76bdd7277c2558ece59d73ba9800906f943da3b3298f42');
INSERT INTO "event_subject" VALUES('C00000001',3);
INSERT INTO "event_subject" VALUES('C00000001',4);
INSERT INTO "event_subject" VALUES('C00000001',5);
INSERT INTO "event_subject" VALUES('C00000002',6);
INSERT INTO "event_subject" VALUES('C00000002',7);
INSERT INTO "event_subject" VALUES('C00000002',8);
INSERT INTO "event_subject" VALUES('C00000003',9);
INSERT INTO "event_subject" VALUES('C00000003',10);
INSERT INTO "event_subject" VALUES('C00000003',11);
INSERT INTO "event_subject" VALUES('C00000004',12);
INSERT INTO "event_subject" VALUES('C00000004',13);
INSERT INTO "event_subject" VALUES('C00000004',14);
INSERT INTO "event_subject" VALUES('C00000004',15);
INSERT INTO "event_subject" VALUES('C00000004',16);
INSERT INTO "event_subject" VALUES('C00000005',17);
INSERT INTO "event_subject" VALUES('C00000005',18);
INSERT INTO "event_subject" VALUES('C00000006',19);
INSERT INTO "event_subject" VALUES('C00000006',20);
INSERT INTO "event_subject" VALUES('NZ25-000001',3);
INSERT INTO "event_subject" VALUES('NZ25-000001',4);
INSERT INTO "event_subject" VALUES('NZ25-000001',5);
INSERT INTO "event_subject" VALUES('NZ25-000002',6);
INSERT INTO "event_subject" VALUES('NZ25-000002',7);
INSERT INTO "event_subject" VALUES('NZ25-000002',8);
INSERT INTO "event_subject" VALUES('NZ25-000003',9);
INSERT INTO "event_subject" VALUES('NZ25-000003',10);
INSERT INTO "event_subject" VALUES('NZ25-000003',11);
INSERT INTO "event_subject" VALUES('NZ25-000004',12);
INSERT INTO "event_subject" VALUES('NZ25-000004',13);
INSERT INTO "event_subject" VALUES('NZ25-000004',14);
INSERT INTO "event_subject" VALUES('NZ25-000004',15);
INSERT INTO "event_subject" VALUES('NZ25-000004',16);
INSERT INTO "event_subject" VALUES('NZ25-000005',17);
INSERT INTO "event_subject" VALUES('NZ25-000005',18);
INSERT INTO "event_subject" VALUES('NZ25-000006',19);
INSERT INTO "event_subject" VALUES('NZ25-000006',20);
INSERT INTO "meta" VALUES('site','nur-zholy');
INSERT INTO "meta" VALUES('epoch','11111111111111111111111111111111');
INSERT INTO "print_jobs" VALUES(1,'NZ25-000001','C00000001',1,'confirmed','{"text":{"carrier_name":"Сынақ Транс ЖШС","carrier_address":"Жаркент қ., Сынақ к-сі 1","vehicle":"MAN TGX, 20000 кг, 2, 001KAZ05","planned_crossing":"2025-05-20","valid_from":"2025-05-20","valid_until":"2025-06-18","direction_from":"Жаркент","direction_to":"Үрімжі","checkpoint_exit":"","checkpoint_entry":"","cargo_name":"астық","cargo_weight":"20000","loading_place":"","unloading_place":"","other":""},"blank_number":"C00000001","application_no":"NZ25-000001","plate":"001KAZ05","carrier_bin":"050540004567","site":"nur-zholy","checkpoint_kk":"«Нұр Жолы»","attempt":1,"issued_at":"2025-05-20T04:00:00.000Z","officer":"aliya","register_base":"HTTPS://REGISTER.EXAMPLE","log_head":"9b8b0b224f228b287291ecfb2f6d661173be20bd8a019dd229c880dcaa3f6eab","demonstration":false}',NULL,'A','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',1747713600000,1747713609000,NULL);
INSERT INTO "print_jobs" VALUES(2,'NZ25-000002','C00000002',1,'failed_safe','{"text":{"carrier_name":"Сынақ Транс ЖШС","carrier_address":"Жаркент қ., Сынақ к-сі 1","vehicle":"MAN TGX, 20000 кг, 2, 002KAZ05","planned_crossing":"2025-05-20","valid_from":"2025-05-20","valid_until":"2025-06-18","direction_from":"Жаркент","direction_to":"Үрімжі","checkpoint_exit":"","checkpoint_entry":"","cargo_name":"астық","cargo_weight":"20000","loading_place":"","unloading_place":"","other":""},"blank_number":"C00000002","application_no":"NZ25-000002","plate":"002KAZ05","carrier_bin":"050540004567","site":"nur-zholy","checkpoint_kk":"«Нұр Жолы»","attempt":1,"issued_at":"2025-05-20T04:00:00.000Z","officer":"aliya","register_base":"HTTPS://REGISTER.EXAMPLE","log_head":"be047f19b7eef147845d34ea777cae50c61d51e08425704d745ace3d6b165736","demonstration":false}','printer_paper_out','','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',1747713600000,1747713609000,NULL);
INSERT INTO "print_jobs" VALUES(3,'NZ25-000003','C00000003',1,'unknown','{"text":{"carrier_name":"Сынақ Транс ЖШС","carrier_address":"Жаркент қ., Сынақ к-сі 1","vehicle":"MAN TGX, 20000 кг, 2, 003KAZ05","planned_crossing":"2025-05-20","valid_from":"2025-05-20","valid_until":"2025-06-18","direction_from":"Жаркент","direction_to":"Үрімжі","checkpoint_exit":"","checkpoint_entry":"","cargo_name":"астық","cargo_weight":"20000","loading_place":"","unloading_place":"","other":""},"blank_number":"C00000003","application_no":"NZ25-000003","plate":"003KAZ05","carrier_bin":"050540004567","site":"nur-zholy","checkpoint_kk":"«Нұр Жолы»","attempt":1,"issued_at":"2025-05-20T04:00:00.000Z","officer":"aliya","register_base":"HTTPS://REGISTER.EXAMPLE","log_head":"0e7ccde791daf8ef8b1f4d369cfcad3b3b4f5fc2353da5f629e2acc2b4c59e95","demonstration":false}','printer_timeout','','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',1747713600000,1747713609000,NULL);
INSERT INTO "print_jobs" VALUES(4,'NZ25-000004','C00000004',1,'confirmed','{"text":{"carrier_name":"Сынақ Транс ЖШС","carrier_address":"Жаркент қ., Сынақ к-сі 1","vehicle":"MAN TGX, 20000 кг, 2, 004KAZ05","planned_crossing":"2025-05-20","valid_from":"2025-05-20","valid_until":"2025-06-18","direction_from":"Жаркент","direction_to":"Үрімжі","checkpoint_exit":"","checkpoint_entry":"","cargo_name":"астық","cargo_weight":"20000","loading_place":"","unloading_place":"","other":""},"blank_number":"C00000004","application_no":"NZ25-000004","plate":"004KAZ05","carrier_bin":"050540004567","site":"nur-zholy","checkpoint_kk":"«Нұр Жолы»","attempt":1,"issued_at":"2025-05-20T04:00:00.000Z","officer":"aliya","register_base":"HTTPS://REGISTER.EXAMPLE","log_head":"375301343e7de894a51f695e2365471b99029c9c4e89f4640f0de755f7633ce8","demonstration":false}',NULL,'A','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',1747713600000,1747713609000,NULL);
INSERT INTO "print_jobs" VALUES(5,'NZ25-000004','C00000004',2,'confirmed','{"text":{"carrier_name":"Сынақ Транс ЖШС","carrier_address":"Жаркент қ., Сынақ к-сі 1","vehicle":"MAN TGX, 20000 кг, 2, 004KAZ05","planned_crossing":"2025-05-20","valid_from":"2025-05-20","valid_until":"2025-06-18","direction_from":"Жаркент","direction_to":"Үрімжі","checkpoint_exit":"","checkpoint_entry":"","cargo_name":"астық","cargo_weight":"20000","loading_place":"","unloading_place":"","other":""},"blank_number":"C00000004","application_no":"NZ25-000004","plate":"004KAZ05","carrier_bin":"050540004567","site":"nur-zholy","checkpoint_kk":"«Нұр Жолы»","attempt":2,"issued_at":"2025-05-20T04:00:00.000Z","officer":"aliya","register_base":"HTTPS://REGISTER.EXAMPLE","log_head":"334f0d3b43645be55e4cbe98356bc784267b45b7f02dc2ee6da8bcca14cf5a58","demonstration":false}',NULL,'A','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',1747713600000,1747713609000,NULL);
INSERT INTO "print_jobs" VALUES(6,'NZ25-000005','C00000005',1,'sending','{"text":{"carrier_name":"Сынақ Транс ЖШС","carrier_address":"Жаркент қ., Сынақ к-сі 1","vehicle":"MAN TGX, 20000 кг, 2, 005KAZ05","planned_crossing":"2025-05-20","valid_from":"2025-05-20","valid_until":"2025-06-18","direction_from":"Жаркент","direction_to":"Үрімжі","checkpoint_exit":"","checkpoint_entry":"","cargo_name":"астық","cargo_weight":"20000","loading_place":"","unloading_place":"","other":""},"blank_number":"C00000005","application_no":"NZ25-000005","plate":"005KAZ05","carrier_bin":"050540004567","site":"nur-zholy","checkpoint_kk":"«Нұр Жолы»","attempt":1,"issued_at":"2025-05-20T04:00:00.000Z","officer":"aliya","register_base":"HTTPS://REGISTER.EXAMPLE","log_head":"92056dd1b10a8ee7676154ca136f645974703328ec53a3794c7c8552e9b30b06","demonstration":false}',NULL,NULL,NULL,1747713600000,NULL,NULL);
INSERT INTO "print_jobs" VALUES(7,'NZ25-000006','C00000006',1,'queued','{"text":{"carrier_name":"Сынақ Транс ЖШС","carrier_address":"Жаркент қ., Сынақ к-сі 1","vehicle":"MAN TGX, 20000 кг, 2, 006KAZ05","planned_crossing":"2025-05-20","valid_from":"2025-05-20","valid_until":"2025-06-18","direction_from":"Жаркент","direction_to":"Үрімжі","checkpoint_exit":"","checkpoint_entry":"","cargo_name":"астық","cargo_weight":"20000","loading_place":"","unloading_place":"","other":""},"blank_number":"C00000006","application_no":"NZ25-000006","plate":"006KAZ05","carrier_bin":"050540004567","site":"nur-zholy","checkpoint_kk":"«Нұр Жолы»","attempt":1,"issued_at":"2025-05-20T04:00:00.000Z","officer":"aliya","register_base":"HTTPS://REGISTER.EXAMPLE","log_head":"dadac055049aa404a14d7ccdd96c224a92eca1b782f87e35438a3a19b528cf10","demonstration":false}',NULL,NULL,NULL,1747713600000,NULL,NULL);
DELETE FROM sqlite_sequence;
INSERT INTO "sqlite_sequence" VALUES('edge_log',20);
INSERT INTO "sqlite_sequence" VALUES('print_jobs',7);
CREATE UNIQUE INDEX one_active_booking ON bookings (plate)
  WHERE state IN ('booked', 'checked_in', 'called', 'on_territory');
CREATE INDEX bookings_by_slot ON bookings (slot_start_utc_ms, booking_no);
CREATE INDEX applications_by_plate ON applications (plate);
CREATE INDEX applications_by_state ON applications (state);
CREATE UNIQUE INDEX one_blank_per_application ON blanks (application_no)
  WHERE state IN ('allocated', 'printed', 'issued');
CREATE INDEX blanks_in_stock ON blanks (stock_order) WHERE state = 'in_stock';
CREATE INDEX blanks_by_application ON blanks (application_no);
CREATE INDEX print_jobs_open ON print_jobs (id) WHERE state IN ('queued', 'sending');
CREATE INDEX print_jobs_by_application ON print_jobs (application_no);
CREATE INDEX visits_pending ON visits (received_utc_ms) WHERE decided_by IS NULL;
CREATE UNIQUE INDEX one_stay_at_a_time ON stays (plate) WHERE ended_utc_ms IS NULL;
CREATE INDEX incidents_open ON incidents (opened_utc_ms) WHERE closed_utc_ms IS NULL;
CREATE TRIGGER edge_log_is_append_only_u BEFORE UPDATE ON edge_log
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER edge_log_is_append_only_d BEFORE DELETE ON edge_log
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER supplement_is_immutable BEFORE UPDATE OF supplement ON applications
  WHEN OLD.supplement IS NOT NULL AND NEW.supplement IS NOT OLD.supplement
  BEGIN SELECT RAISE(ABORT, 'the supplement never changes once it is formed'); END;
CREATE TRIGGER number_never_twice BEFORE UPDATE ON blanks
  WHEN (NEW.state = 'in_stock' AND OLD.state <> 'in_stock')
    OR (OLD.application_no IS NOT NULL AND NEW.application_no IS NOT OLD.application_no)
    OR (OLD.state IN ('redeemed', 'returned', 'lost', 'annulled', 'spoiled')
        AND NEW.state <> OLD.state)
  BEGIN SELECT RAISE(ABORT, 'a number is given once and never again'); END;
CREATE TRIGGER blanks_are_never_deleted BEFORE DELETE ON blanks
  BEGIN SELECT RAISE(ABORT, 'a blank is never forgotten'); END;
