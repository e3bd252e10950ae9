// Under the address sanitizer: fontconfig keeps a few hundred bytes of its first configuration for
// ever, and pango's font thread those of the last.
extern "C" const char* __lsan_default_suppressions();  // NOLINT: the sanitizer's own name

extern "C" const char* __lsan_default_suppressions() {  // NOLINT
  return "leak:libfontconfig.so\nleak:libpangoft2\n";
}
