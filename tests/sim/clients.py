"""The people's side of the HTTP interfaces: the portal at the hub, the kiosk, the officer."""
import http.client
import itertools
import json
import string


def card_no(truck):
    """Of its permit card: told by no screen, so whoever knows it has the card."""
    return "PC-" + truck.vin[-8:]


class Refused(Exception):
    """problem+json; `code` is its stable word."""

    def __init__(self, status, body, what):
        self.status = status
        try:
            problem = json.loads(body)
        except ValueError:
            problem = {"code": "not_json", "detail": body[:200].decode("utf-8", "replace")}
        self.code = problem.get("code", "")
        super().__init__(f"{what}: {status} {self.code}: {problem.get('detail', '')}")


class Http:
    """One kept connection; JSON in and out; a new Idempotency-Key for every POST."""

    def __init__(self, port, headers=None, key_prefix="sim"):
        self.port = port
        self.headers = headers or {}
        self._keys = (f"{key_prefix}-{n:08d}" for n in itertools.count(1))
        self._connection = None

    def ask(self, method, path, body=None, headers=None, timeout=30):
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        sent = {**self.headers, **(headers or {})}
        if data is not None:
            sent["Content-Type"] = "application/json"
        if method != "GET":  # as a browser does on a page of this very port
            sent["Origin"] = f"http://127.0.0.1:{self.port}"
        if method == "POST" and "Idempotency-Key" not in sent:
            sent["Idempotency-Key"] = next(self._keys)
        for attempt in (1, 2):
            if self._connection is None:
                self._connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                              timeout=timeout)
            try:
                self._connection.request(method, path, data, sent)
                answer = self._connection.getresponse()
                text = answer.read()
                break
            except (http.client.HTTPException, OSError):
                # The server may close an idle connection; the key makes the repetition safe.
                self._connection.close()
                self._connection = None
                if attempt == 2:
                    raise
        if answer.status >= 400:
            raise Refused(answer.status, text, f"{method} {path}")
        self.last_cookie = answer.getheader("Set-Cookie")
        return json.loads(text) if text else None

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, body=None):
        return self.ask("POST", path, body)


class Portal:
    """What carriers, the provider's employees and the registries do at the hub."""

    def __init__(self, port, token, site, pack):
        self.http = Http(port, {"Authorization": f"Bearer {token}"}, "portal")
        self.site, self.pack = site, pack
        self._payments = itertools.count(1)

    def enrol_carrier(self, carrier):
        self.http.post("/api/v1/carriers", {
            "bin": carrier.bin, "name": carrier.name, "address": carrier.address,
            "certificate_no": "ADM-" + carrier.bin[-5:], "certificate_until": "2029-12-31"})

    @staticmethod
    def card(truck):
        return {"card_no": card_no(truck), "bin": truck.carrier.bin, "plate": truck.plate,
                "make": truck.make, "model": truck.model, "vin": truck.vin, "capacity_kg": 20000,
                "seats": 2, "valid_until": "2029-12-31", "tachograph_until": "2029-06-30",
                "inspection_until": "2029-06-30", "title_document": "SRTS-" + truck.vin[-6:]}

    def enrol_trucks(self, trucks):
        self.http.post("/api/v1/permit-cards", [self.card(t) for t in trucks])

    def enrol_officer(self, login, name, role, password):
        self.http.post("/api/v1/officers", {"login": login, "name": name, "role": role,
                                            "password": password, "active": True})

    def send_blanks(self, batch, first, count):
        self.http.post("/api/v1/blank-deliveries",
                       {"site": self.site, "batch": batch, "first": first, "count": count})

    def slots(self, date):
        return self.http.get(f"/api/v1/slots?site={self.site}&date={date}")

    def book(self, truck, slot_start):
        booking = self.http.post("/api/v1/bookings", {
            "site": self.site, "plate": truck.plate, "bin": truck.carrier.bin,
            "driver_name": truck.driver, "slot_start": slot_start})
        truck.booking_no = booking["booking_no"]

    def apply(self, truck, crossing, now):
        application = self.http.post("/api/v1/applications", {
            "site": self.site, "provider": "Жетісу облысы бойынша МКД",
            "applicant_name": truck.carrier.name, "permit_year": int(crossing[:4]),
            "booking_no": truck.booking_no, "planned_crossing": crossing,
            "owner": {"bin": truck.carrier.bin, "name": truck.carrier.name,
                      "address": truck.carrier.address, "contacts": "+7 700 000 00 00"},
            "drivers": [{"iin": truck.driver_iin, "name": truck.driver,
                         "address": truck.carrier.address, "contacts": "+7 701 000 00 00"}],
            "vehicle": {"plate": truck.plate, "model": f"{truck.make} {truck.model}",
                        "capacity_kg": 20000, "seats": 2},
            "destination_country": "CN", "transit_countries": [],
            "cargo": {"name": truck.cargo, "weight_kg": truck.weight_kg,
                      "loading_place": "Алматы қ.", "unloading_place": "Үрімші қ. (ҚХР)"},
            "consent": True,
            "signature": {"subject": truck.driver, "certificate_serial": "S-" + truck.vin[-8:],
                          "signed_at": now}})
        truck.application_no = application["application_no"]

    def approve(self, truck):
        self.http.post(f"/api/v1/applications/{truck.application_no}/decision",
                       {"decision": "pay_notice", "signed_by": "Төлегенова Г."})

    def pay(self, truck, day):
        """The fee of that day, as the rule pack says it (R-14)."""
        tenge = [step["amount"] for step in self.pack["mci"] if step["from"] <= day][-1]
        return self.http.post(f"/api/v1/applications/{truck.application_no}/payments",
                              {"amount": tenge, "reference": f"PAY-{next(self._payments):06d}"})

    def revoke(self, truck, reason):
        self.http.post(f"/api/v1/applications/{truck.application_no}/revocation",
                       {"reason": reason, "by": "Төлегенова Г."})

    def public_status(self, truck):
        """What anybody reads behind the QR."""
        return self.http.get(f"/api/v1/register/{truck.application_no}")["status"]

    def site_status(self):
        return self.http.get("/api/v1/sites/status")[self.site]


class Kiosk:
    def __init__(self, port):
        self.http = Http(port, key_prefix="kiosk")

    def look_up(self, text):
        return self.http.get(f"/api/v1/kiosk/lookup?q={text}")

    def check_in(self, truck):
        return self.http.post("/api/v1/kiosk/check-in", {"booking_no": truck.booking_no})

    def book(self, truck, slot_start):
        """The driver shows the permit card, as the kiosk asks of everybody."""
        card = self.http.post("/api/v1/kiosk/bookings",
                              {"plate": truck.plate, "slot_start": slot_start,
                               "proof": card_no(truck)})
        truck.booking_no = card["booking_no"]
        return card

    def slots(self, date):
        return self.http.get(f"/api/v1/kiosk/slots?date={date}")["slots"]

    def status(self):
        return self.http.get("/api/v1/status")


class Officer:
    """Logs in by itself and again when the session has run out."""

    def __init__(self, port, login, password):
        self.http = Http(port, key_prefix=f"officer-{login}")
        self.login, self.password = login, password

    def log_in(self):
        self.http.headers.pop("Cookie", None)
        self.http.ask("POST", "/api/v1/session", {"login": self.login, "password": self.password})
        self.http.headers["Cookie"] = self.http.last_cookie.split(";")[0]

    def _do(self, method, path, body=None):
        try:
            return self.http.ask(method, path, body)
        except Refused as refused:
            if refused.code != "unauthenticated":
                raise
            self.log_in()
            return self.http.ask(method, path, body)

    def console(self):
        return self._do("GET", "/api/v1/console")

    def receive(self, batch, first, count):
        digits = first.lstrip(string.ascii_uppercase)
        last = first[:-len(digits)] + str(int(digits) + count - 1).zfill(len(digits))
        return self._do("POST", "/api/v1/stock/receipts",
                        {"batch": batch, "first": first, "count": count,
                         "act": f"act of {batch}", "last": last})

    def call(self, lane, booking_no=None, ground=None, words=None, document=None):
        body = {"lane": lane}
        if booking_no:
            body["booking_no"] = booking_no
        if ground:
            body["ground"], body["ground_words"] = ground, words
            body["document_no"], body["document_date"] = document
        return self._do("POST", "/api/v1/queue/call", body)

    def application(self, no):
        return self._do("GET", f"/api/v1/applications/{no}")

    def issue(self, no):
        return self._do("POST", f"/api/v1/applications/{no}/permit")

    def reprint(self, no, reason):
        return self._do("POST", f"/api/v1/applications/{no}/permit/reprint", {"reason": reason})

    def hand_over(self, no):
        return self._do("POST", f"/api/v1/applications/{no}/permit/handover")

    def resolve(self, job, on_paper):
        return self._do("POST", f"/api/v1/print-jobs/{job}/resolution", {"on_paper": on_paper})

    def spoil(self, blank, reason):
        return self._do("POST", f"/api/v1/blanks/{blank}/spoil", {"reason": reason})

    def ask_second(self, verb, subject, reason):
        return self._do("POST", "/api/v1/second-requests",
                        {"verb": verb, "subject": subject, "reason": reason})

    def stand_by(self, request):
        return self._do("POST", f"/api/v1/second-requests/{request['id']}/confirmation")

    def by_two(self, second, verb, subject, reason):
        """Asks, and the second officer confirms it from a session of his own."""
        return second.stand_by(self.ask_second(verb, subject, reason))

    def enter(self, role, plate, reason):
        return self._do("POST", "/api/v1/visits", {"role": role, "plate": plate, "reason": reason})

    def decide(self, visit_id, plate, reason):
        body = {"reason": reason}
        if plate:
            body["plate"] = plate
        return self._do("POST", f"/api/v1/visits/{visit_id}/decision", body)
