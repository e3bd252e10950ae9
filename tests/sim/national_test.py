#!/usr/bin/env python3
"""The simulated national queue is strict: what it takes is what the real one was described to take.

    national_test.py
"""
import http.client
import json
import unittest

from national import FIELDS, LOGIN, NationalQueue

EVENT = {"plateNumber": "123ABC02", "dateTime": "2025-05-20T12:00:00", "fullImage": "",
         "plateImage": "", "cleanImage": "", "recognitionConfidence": None,
         "relatedPlateNumbers": [], "direction": "in", "vehicleClass": "", "vehicleModel": "",
         "vehicleMark": ""}


class National(unittest.TestCase):
    def setUp(self):
        self.queue = NationalQueue()
        self.addCleanup(self.queue.close)

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.queue.port, timeout=10)
        try:
            connection.request(method, "/api/v1" + path, body and json.dumps(body), headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def post(self, event, token, key="k"):
        return self.ask("POST", "/checkpoints/KZ-NZ/camera-events", event,
                        {"Authorization": f"Bearer {token}", "Idempotency-Key": key})[0]

    def token(self):
        status, body = self.ask("POST", "/authorize", LOGIN)
        self.assertEqual(status, 200)
        return json.loads(body)["token"]

    def test_a_wrong_password_gets_no_token(self):
        self.assertEqual(self.ask("POST", "/authorize", LOGIN | {"password": "x"})[0], 401)
        self.assertEqual(self.ask("GET", "/checkpoints/KZ-NZ/plates")[0], 401)

    def test_an_event_is_taken_once_for_each_key(self):
        token = self.token()
        self.assertEqual([self.post(EVENT, token, key) for key in ("a", "a", "b")], [200] * 3)
        self.assertEqual([e["key"] for e in self.queue.events], ["a", "b"])
        self.assertEqual(self.queue.repeated, 1)

    def test_an_event_with_another_form_is_refused(self):
        token = self.token()
        self.assertEqual(list(EVENT), list(FIELDS))
        for change in ({"direction": "north"}, {"plateNumber": 7}, {"more": ""},
                       {"recognitionConfidence": "97"}, {"fullImage": "not base64!"}):
            self.assertEqual(self.post(EVENT | change, token), 400, change)
        self.assertEqual(self.post([], token), 400)
        self.assertEqual(self.queue.events, [])

    def test_it_is_down_and_up_at_the_same_port(self):
        self.queue.down()
        with self.assertRaises(OSError):
            self.token()
        self.queue.up()
        self.token()

    def test_the_days_plates_are_listed(self):
        self.queue.plates = ["123ABC02"]
        status, body = self.ask("GET", "/checkpoints/KZ-NZ/plates?date=2025-05-20",
                                headers={"Authorization": f"Bearer {self.token()}"})
        self.assertEqual((status, json.loads(body)), (200, {"plates": ["123ABC02"]}))


if __name__ == "__main__":
    unittest.main()
