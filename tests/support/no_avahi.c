/* Stands before Debian's libavahi-client in the test bench's ippeveprinter, which refuses to start
 * where no avahi daemon runs, even when told to advertise nothing. Only what it calls with "-r off";
 * everything else stays the real library's. */
struct client {
  int unused;
};

void* avahi_client_new(const void* poll, int flags, void* callback, void* userdata, int* error);
const char* avahi_client_get_host_name_fqdn(void* client);

void* avahi_client_new(const void* poll, int flags, void* callback, void* userdata, int* error) {
  static struct client client;
  (void)poll;
  (void)flags;
  (void)callback;
  (void)userdata;
  (void)error;
  return &client;
}

const char* avahi_client_get_host_name_fqdn(void* client) {
  (void)client;
  return "localhost";
}
