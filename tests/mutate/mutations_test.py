#!/usr/bin/env python3
"""What is changed in a line of C++, and what is left alone."""
import sys
import unittest

import mutations


def ways(text):
    return sorted(m.after.strip() for line in mutations.mutations_of("a.cpp", text).values()
                  for m in line)


class Mutations(unittest.TestCase):
    def test_change_a_comparison_to_its_neighbour(self):
        self.assertEqual(ways("return a < b;"), ["return a <= b;"])
        self.assertEqual(ways("return a >= b;"), ["return a > b;"])
        self.assertEqual(ways("return a == b;"), ["return a != b;"])

    def test_change_and_or_not_and_the_two_truths(self):
        self.assertEqual(ways("return a && !b;"), ["return a && b;", "return a || !b;"])
        self.assertEqual(ways("x = true;"), ["x = false;"])

    def test_add_one_to_a_number_but_not_to_a_name(self):
        self.assertEqual(ways("  m2 = 41;"), ["m2 = 42;"])

    def test_delete_a_call_but_no_return_and_no_condition(self):
        self.assertEqual(ways("  list.clear();"), [""])
        self.assertEqual(ways("  return f(x);"), [])
        self.assertEqual(ways("  if (f(x)) g = h;"), [])

    def test_leave_comments_strings_characters_and_templates_alone(self):
        for text in ("// a < b", "/* true\n false */", 's = "a == b";', "c = '!';",
                     "std::vector<int> v;", "#if 1", 'auto r = R"(a && b)";'):
            self.assertEqual(ways(text), [], text)

    def test_leave_alone_what_decides_nothing(self):
        for text in ("  assert(n >= 1 && n <= 9);", "  list.reserve(8);", "  char buffer[32];",
                     "  virtual int now() const = 0;", "  static constexpr std::array<A, 7> words{",
                     "                  std::string(word(event)));"):
            self.assertEqual(ways(text), [], text)
        self.assertEqual(ways("  x = row[0];"), ["x = row[1];"])
        self.assertEqual(ways("  int n = 0;"), ["int n = 1;"])

    def test_count_a_line_once_however_many_ways_it_has(self):
        self.assertEqual(len(mutations.mutations_of("a.cpp", "x = a < b && c;\ny = !d;")), 2)


if __name__ == "__main__":
    sys.exit(unittest.main())
