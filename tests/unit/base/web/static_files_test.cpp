// Which file a path means, and which it must never mean.
#include "base/web/static_files.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "base/web/url.hpp"
#include "tests/support/temporary_folder.hpp"

namespace otkel::web {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, const std::string& content) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << content;
}

class StaticFiles : public ::testing::Test {
 protected:
  StaticFiles() {
    write(base_ / "secret.txt", "secret");
    write(base_ / "dist-other/x.txt", "secret");
    write(root_ / "index.html", "<p>root");
    write(root_ / "kiosk/index.html", "<p>kiosk");
    write(root_ / "assets/app-1f2e.js", "plain");
    write(root_ / "assets/app-1f2e.js.br", "brotli");
    write(root_ / "assets/app-1f2e.js.gz", "gzip");
    write(root_ / ".env", "secret");
    write(root_ / "with space.svg", "<svg/>");
    fs::create_directory(root_ / "empty");
    fs::create_symlink(base_ / "secret.txt", root_ / "link.txt");
    fs::create_directory_symlink(base_, root_ / "up");
    fs::create_symlink(root_ / "index.html", root_ / "inside.html");
    fs::create_symlink(base_ / "secret.txt", root_ / "index.html.br");
  }

  std::optional<Response> get(const std::string& target, const std::string& accept = "",
                              const std::string& etag = "") const {
    const auto parsed = parse_target(target);
    if (!parsed) return std::nullopt;
    Request request;
    request.method = "GET";
    if (!accept.empty()) request.headers["accept-encoding"] = accept;
    if (!etag.empty()) request.headers["if-none-match"] = etag;
    return serve_file(root_, parsed->segments, request);
  }

  static std::string header(const Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers)
      if (key == name) return value;
    return {};
  }

  const support::TemporaryFolder temporary_;
  const fs::path base_ = temporary_.path(), root_ = base_ / "dist";
};

TEST_F(StaticFiles, AreServedWithTheirType) {
  EXPECT_EQ(get("/")->body, "<p>root");
  EXPECT_EQ(get("/")->content_type, "text/html; charset=utf-8");
  EXPECT_EQ(get("/kiosk/")->body, "<p>kiosk");
  EXPECT_EQ(get("/with%20space.svg")->content_type, "image/svg+xml");
  EXPECT_EQ(get("/inside.html")->body, "<p>root");
}

TEST_F(StaticFiles, RedirectAFolderToItsTrailingSlash) {
  EXPECT_EQ(get("/kiosk")->status, 302);
  EXPECT_EQ(header(*get("/kiosk"), "Location"), "./kiosk/");
  EXPECT_FALSE(get("/empty"));
  EXPECT_FALSE(get("/empty/"));
}

TEST_F(StaticFiles, NeverLeaveTheFolder) {
  for (const char* path : {"/../secret.txt",
                           "/%2e%2e/secret.txt",
                           "/%2e%2e%2fsecret.txt",
                           "/..%2fsecret.txt",
                           "/kiosk/../../secret.txt",
                           "/kiosk/..%5c..%5csecret.txt",
                           "/link.txt",
                           "/up/secret.txt",
                           "/up/dist/index.html/../../secret.txt",
                           "//etc/passwd",
                           "/%2fetc/passwd",
                           "/.env",
                           "/./.env",
                           "/index.html%00.txt",
                           "/../dist-other/x.txt",
                           "/index.html/",
                           "/kiosk//",
                           "/.",
                           "/..",
                           "/%0a"})
    EXPECT_FALSE(get(path)) << path;
}

TEST_F(StaticFiles, DoNotFollowACompressedCopyOutOfTheFolder) {
  EXPECT_EQ(get("/", "br")->body, "<p>root");
}

TEST_F(StaticFiles, AreServedCompressedIfTheBrowserAcceptsIt) {
  const auto br = get("/assets/app-1f2e.js", "gzip, deflate, br;q=0.9");
  EXPECT_EQ(br->body, "brotli");
  EXPECT_EQ(header(*br, "Content-Encoding"), "br");
  EXPECT_EQ(header(*br, "Vary"), "Accept-Encoding");
  EXPECT_EQ(br->content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(get("/assets/app-1f2e.js", "gzip")->body, "gzip");
  EXPECT_EQ(get("/assets/app-1f2e.js", "br;q=0, gzip;q=0.000")->body, "plain");
  EXPECT_EQ(get("/assets/app-1f2e.js")->body, "plain");
}

TEST_F(StaticFiles, AreCachedForeverWithAHashedNameAndRevalidatedOtherwise) {
  EXPECT_NE(header(*get("/assets/app-1f2e.js"), "Cache-Control").find("immutable"),
            std::string::npos);
  EXPECT_EQ(header(*get("/"), "Cache-Control"), "no-cache");
}

TEST_F(StaticFiles, AnswerNotModifiedToTheirOwnEtagOnly) {
  const std::string etag = header(*get("/"), "ETag");
  ASSERT_FALSE(etag.empty());
  EXPECT_EQ(get("/", "", etag)->status, 304);
  EXPECT_EQ(get("/", "", etag)->body, "");
  EXPECT_EQ(get("/", "", "\"other\", W/" + etag)->status, 304);
  EXPECT_EQ(get("/", "", "\"other\"")->status, 200);
  write(root_ / "index.html", "<p>toor");  // as long, perhaps as old
  EXPECT_EQ(get("/", "", etag)->status, 200);
}

TEST_F(StaticFiles, HaveAnotherEtagIfCompressed) {
  EXPECT_NE(header(*get("/assets/app-1f2e.js"), "ETag"),
            header(*get("/assets/app-1f2e.js", "br"), "ETag"));
}

TEST(ContentType, KnowsTheTypesOfTheScreensFiles) {
  EXPECT_EQ(content_type_of("a.woff2"), "font/woff2");
  EXPECT_EQ(content_type_of("a.json"), "application/json");
  EXPECT_EQ(content_type_of("a.wasm"), "application/wasm");
  EXPECT_EQ(content_type_of("a.unknown"), "application/octet-stream");
  EXPECT_EQ(content_type_of("a"), "application/octet-stream");
}

}  // namespace
}  // namespace otkel::web
