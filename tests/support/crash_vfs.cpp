// The shim around the real VFS, and what remains after a cut.
#include "tests/support/crash_vfs.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <utility>
#include <vector>

namespace otkel::test {
namespace {

constexpr std::size_t kSector = 512;

struct Change {
  std::size_t offset = 0;
  std::string bytes;
  bool truncation = false;  ///< to `offset`
};

struct Inode {
  std::string synced;
  std::vector<Change> pending;
};

using Folder = std::map<std::string, std::shared_ptr<Inode>>;

void write_at(std::string& content, std::size_t offset, const std::string& bytes) {
  if (content.size() < offset + bytes.size()) content.resize(offset + bytes.size(), '\0');
  content.replace(offset, bytes.size(), bytes);
}

void apply(std::string& content, const Change& change) {
  if (change.truncation)
    content.resize(change.offset, '\0');
  else
    write_at(content, change.offset, change.bytes);
}

}  // namespace

struct CrashVfs::State {
  explicit State(std::uint64_t seed) : random(seed) {}

  std::mt19937_64 random;
  std::string name;
  sqlite3_vfs vfs{};
  sqlite3_vfs* real = nullptr;
  /// What is open, also after its name was deleted.
  std::map<const sqlite3_file*, std::shared_ptr<Inode>> open;
  Folder now;                   ///< names as the program sees them
  std::vector<Folder> history;  ///< front: at the folder's last sync; then after every change
  std::int64_t left = -1;       ///< operations until the cut; below 0: none is planned
  bool dead = false;

  bool dies() {
    if (dead || left < 0) return dead;
    dead = left == 0;
    --left;
    return dead;
  }
  void name_changed() { history.push_back(now); }
  void sync_folder() { history = {now}; }
  bool chance(unsigned percent) { return random() % 100 < percent; }

  /// A disk may keep all of it, nothing, or sector by sector what it had got round to.
  std::string kept(const Inode& inode) {
    std::string content = inode.synced;
    const auto mode = random() % 4;
    for (const auto& change : inode.pending) {
      if (mode == 0) apply(content, change);
      if (mode < 2) continue;
      if (change.truncation) {
        if (chance(50)) apply(content, change);
        continue;
      }
      for (std::size_t at = 0; at < change.bytes.size(); at += kSector)
        if (chance(50)) write_at(content, change.offset + at, change.bytes.substr(at, kSector));
    }
    return content;
  }
};

namespace {

struct File {
  sqlite3_file base;
  CrashVfs::State* state;
  Inode* inode;   ///< held by State::open
  bool new_name;  ///< its first sync syncs the folder too, as the unix VFS does for journals
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
sqlite3_file* real(sqlite3_file* file) { return of(file).real(); }
CrashVfs::State& state(sqlite3_file* file) { return *of(file).state; }
CrashVfs::State& state(sqlite3_vfs* vfs) { return *static_cast<CrashVfs::State*>(vfs->pAppData); }

int close_file(sqlite3_file* f) {
  const int code = real(f)->pMethods == nullptr ? SQLITE_OK : real(f)->pMethods->xClose(real(f));
  state(f).open.erase(f);
  return code;
}

int read_file(sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
  return real(f)->pMethods->xRead(real(f), to, n, at);
}

int write_file(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
  if (state(f).dies()) return SQLITE_IOERR_WRITE;
  if (of(f).inode != nullptr)
    of(f).inode->pending.push_back(
        {static_cast<std::size_t>(at),
         std::string(static_cast<const char*>(from), static_cast<std::size_t>(n)), false});
  return real(f)->pMethods->xWrite(real(f), from, n, at);
}

int truncate_file(sqlite3_file* f, sqlite3_int64 size) {
  if (state(f).dies()) return SQLITE_IOERR_TRUNCATE;
  if (of(f).inode != nullptr)
    of(f).inode->pending.push_back({static_cast<std::size_t>(size), {}, true});
  return real(f)->pMethods->xTruncate(real(f), size);
}

int sync_file(sqlite3_file* f, int) {
  if (state(f).dies()) return SQLITE_IOERR_FSYNC;
  if (of(f).inode == nullptr) return SQLITE_OK;
  auto& inode = *of(f).inode;
  for (const auto& change : inode.pending) apply(inode.synced, change);
  inode.pending.clear();
  if (std::exchange(of(f).new_name, false)) state(f).sync_folder();
  return SQLITE_OK;
}

int file_size(sqlite3_file* f, sqlite3_int64* size) {
  return real(f)->pMethods->xFileSize(real(f), size);
}
int lock(sqlite3_file* f, int level) { return real(f)->pMethods->xLock(real(f), level); }
int unlock(sqlite3_file* f, int level) { return real(f)->pMethods->xUnlock(real(f), level); }
int reserved(sqlite3_file* f, int* out) {
  return real(f)->pMethods->xCheckReservedLock(real(f), out);
}
int control(sqlite3_file* f, int op, void* arg) {
  return real(f)->pMethods->xFileControl(real(f), op, arg);
}
int sector_size(sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); }
int device(sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); }
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
  return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
}
int shm_lock(sqlite3_file* f, int offset, int n, int flags) {
  return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
}
void shm_barrier(sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); }
int shm_unmap(sqlite3_file* f, int remove) { return real(f)->pMethods->xShmUnmap(real(f), remove); }

const sqlite3_io_methods kMethods = {2,           close_file,  read_file, write_file, truncate_file,
                                     sync_file,   file_size,   lock,      unlock,     reserved,
                                     control,     sector_size, device,    shm_map,    shm_lock,
                                     shm_barrier, shm_unmap,   nullptr,   nullptr};

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* f, int flags, int* out) {
  auto& s = state(vfs);
  of(f) = {{nullptr}, &s, nullptr, false};
  if (s.dead) return SQLITE_CANTOPEN;
  const int code = s.real->xOpen(s.real, name, real(f), flags, out);
  if (real(f)->pMethods != nullptr) of(f).base.pMethods = &kMethods;
  if (code != SQLITE_OK || name == nullptr) return code;
  auto& inode = s.now[name];
  if (inode == nullptr) {
    inode = std::make_shared<Inode>();
    of(f).new_name =
        (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL | SQLITE_OPEN_SUPER_JOURNAL)) != 0;
    s.name_changed();
  }
  s.open[f] = inode;
  of(f).inode = inode.get();
  return code;
}

int delete_file(sqlite3_vfs* vfs, const char* name, int sync) {
  auto& s = state(vfs);
  if (s.dies()) return SQLITE_IOERR_DELETE;
  if (s.now.erase(name) != 0) s.name_changed();
  if (sync != 0) s.sync_folder();
  return s.real->xDelete(s.real, name, 0);
}

}  // namespace

CrashVfs::CrashVfs(std::uint64_t seed) : state_(std::make_unique<State>(seed)) {
  state_->real = sqlite3_vfs_find(nullptr);
  state_->vfs = *state_->real;
  // The address tells two that live at the same time apart.
  state_->name = "otkel-crash-" + std::to_string(reinterpret_cast<std::uintptr_t>(state_.get()));
  state_->vfs.zName = state_->name.c_str();
  state_->vfs.pAppData = state_.get();
  state_->vfs.pNext = nullptr;
  state_->vfs.szOsFile = static_cast<int>(sizeof(File)) + state_->real->szOsFile;
  state_->vfs.xOpen = open_file;
  state_->vfs.xDelete = delete_file;
  state_->history = {{}};
  sqlite3_vfs_register(&state_->vfs, 0);
}

CrashVfs::~CrashVfs() { sqlite3_vfs_unregister(&state_->vfs); }

const char* CrashVfs::name() const { return state_->vfs.zName; }

void CrashVfs::cut_after(std::int64_t operations) { state_->left = operations; }
bool CrashVfs::cut() const { return state_->dead; }

void CrashVfs::restart() {
  auto& s = *state_;
  Folder names = s.history.front();
  // Each name on its own is as at the folder's sync or as after any later change.
  for (const auto& later : s.history)
    for (const auto& [name, inode] : later)
      if (!names.contains(name)) names[name] = nullptr;
  Folder after;
  for (const auto& [name, unused] : names) {
    const auto& then = s.history[s.random() % s.history.size()];
    const auto found = then.find(name);
    std::filesystem::remove(name);
    std::filesystem::remove(name + "-shm");
    if (found == then.end()) continue;
    const std::string content = s.kept(*found->second);
    std::ofstream(name, std::ios::binary) << content;
    after[name] = std::make_shared<Inode>(Inode{content, {}});
  }
  s.now = after;
  s.history = {after};
  s.left = -1;
  s.dead = false;
}

}  // namespace otkel::test
