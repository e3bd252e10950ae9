// What the thread sanitizer must not report: libzmq hands messages from thread to thread by
// lock-free queues of its own, and Debian's build of it is not instrumented.
extern "C" const char* __tsan_default_suppressions();   // NOLINT: the sanitizer's own name
extern "C" const char* __tsan_default_suppressions() {  // NOLINT
  return "called_from_lib:libzmq.so\ncalled_from_lib:libsodium.so\nrace:libzmq.so\n";
}
