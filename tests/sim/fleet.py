"""Invented carriers, trucks and people, the same for the same seed."""
import random
from dataclasses import dataclass, field

_NAMES = ["Дала Жолы", "Алтын Керуен", "Сарыарқа Транс", "Жетісу Логистика", "Арқа Экспресс",
          "Ұлы Жол Карго", "Тянь-Шань Авто", "Қазына Транзит"]
_PEOPLE = ["Серіков Нұрлан", "Ахметов Ерлан", "Жұмабаев Асқар", "Петров Сергей", "Оспанов Дәулет",
           "Ким Виктор", "Тілеубаев Марат", "Искаков Болат"]
_MAKES = [("DAF", "XF 480"), ("Volvo", "FH 460"), ("Scania", "R 450"), ("MAN", "TGX 18.470"),
          ("Mercedes-Benz", "Actros 1845"), ("Shacman", "X3000")]
_CARGO = ["Бидай (астық)", "Жуылған жүн", "Ферросилиций", "Құрылыс материалдары", "Мақта талшығы",
          "Өсімдік майы", "Автомобиль бөлшектері", "Тұрмыстық техника"]


def with_check_digit(eleven):
    """The BIN or IIN of these eleven digits, or None where no check digit exists."""
    for first in (1, 3):
        digit = sum(int(d) * ((i + first - 1) % 11 + 1) for i, d in enumerate(eleven)) % 11
        if digit < 10:
            return eleven + str(digit)
    return None


@dataclass
class Carrier:
    bin: str
    name: str
    address: str


@dataclass
class Truck:
    plate: str
    make: str
    model: str
    vin: str
    carrier: Carrier
    driver: str
    driver_iin: str
    cargo: str
    weight_kg: int
    kind: str = "plain"       # what happens to it today, see day.py
    booking_no: str = ""
    application_no: str = ""
    blank: str = ""
    notes: dict = field(default_factory=dict)


class Fleet:
    """Makes carriers and trucks; plates inside a carrier are consecutive, as fleets are."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self._numbers = set()
        self.carriers = [self._carrier(i) for i in range(len(_NAMES))]
        self._next_digits = {c.bin: self.random.randrange(100, 900) for c in self.carriers}
        self._letters = {c.bin: "".join(self.random.choice("ABCDEFGHKLMNPRSTVXYZ")
                                        for _ in range(3)) for c in self.carriers}
        self._region = {c.bin: self.random.choice(["02", "05", "16", "19"]) for c in self.carriers}

    def _number(self, prefix):
        while True:
            rest = (str(self.random.randrange(10)) for _ in range(11 - len(prefix)))
            eleven = prefix + "".join(rest)
            whole = with_check_digit(eleven)
            if whole and whole not in self._numbers:
                self._numbers.add(whole)
                return whole

    def _carrier(self, index):
        street = self.random.choice(["Абай", "Желтоқсан", "Бейбітшілік", "Тәуелсіздік"])
        return Carrier(self._number("1504400"), f"«{_NAMES[index]}» ЖШС",
                       f"Алматы қ., {street} көш., {self.random.randrange(1, 200)}")

    def truck(self, kind="plain"):
        carrier = self.random.choice(self.carriers)
        digits = self._next_digits[carrier.bin]
        self._next_digits[carrier.bin] = digits + 1 if digits < 999 else 100
        make, model = self.random.choice(_MAKES)
        vin = "".join(self.random.choice("ABCDEFGHJKLMNPRSTUVWXYZ0123456789") for _ in range(17))
        plate = f"{digits}{self._letters[carrier.bin]}{self._region[carrier.bin]}"
        return Truck(plate, make, model, vin, carrier, self.random.choice(_PEOPLE),
                     self._number("8503153"), self.random.choice(_CARGO),
                     self.random.randrange(8, 22) * 1000, kind)


def misread(plate, rng):
    """One character taken for one that looks like it."""
    pairs = {"0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B", "4": "A", "7": "T",
             "B": "8", "S": "5", "A": "4", "Z": "2", "T": "7", "G": "6", "E": "F", "H": "K",
             "K": "H", "M": "H", "V": "Y", "D": "0"}
    places = [i for i, ch in enumerate(plate) if ch in pairs]
    at = rng.choice(places)
    return plate[:at] + pairs[plate[at]] + plate[at + 1:]
