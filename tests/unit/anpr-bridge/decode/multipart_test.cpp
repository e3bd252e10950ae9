// Bodies as devices cut them.
#include "anpr-bridge/decode/multipart.hpp"

#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

TEST(Multipart, FindsTheBoundaryInEverySpelling) {
  EXPECT_EQ(boundary_of("multipart/form-data; boundary=boundary"), "boundary");
  EXPECT_EQ(boundary_of("multipart/form-data;boundary=\"a;b c\""), "a;b c");
  EXPECT_EQ(boundary_of("Multipart/Form-Data; charset=UTF-8; BOUNDARY=---7e13"), "---7e13");
  EXPECT_EQ(boundary_of("multipart/x-mixed-replace; boundary=x ; foo=1"), "x");
  EXPECT_EQ(boundary_of("application/xml; boundary=x"), "");
  EXPECT_EQ(boundary_of("multipart/form-data"), "");
}

TEST(Multipart, TakesBareLineFeedsAndNoSpaceAfterFormData) {
  const std::string body =
      "--b\nContent-Disposition: form-data;name=\"a\"\n\n<x/>\n--b\n"
      "Content-Disposition: form-data; name=p; filename=\"p.jpg\"\n\n\xFF\xD8\xFF\xD9\n--b--\n";
  const auto parts = parse_multipart("b", body);
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 2u);
  EXPECT_EQ((*parts)[0].name, "a");
  EXPECT_EQ((*parts)[0].bytes, "<x/>");
  EXPECT_EQ((*parts)[1].name, "p.jpg");
  EXPECT_EQ((*parts)[1].bytes, "\xFF\xD8\xFF\xD9");
  EXPECT_EQ(body.substr((*parts)[1].offset, 2), "\xFF\xD8");
}

TEST(Multipart, KeepsABoundaryInsideACountedPicture) {
  const std::string picture = std::string("\xFF\xD8\xFF") + "x\r\n--b\r\ny" + "\xFF\xD9";
  const std::string body = "--b\r\nContent-Length: " + std::to_string(picture.size()) + "\r\n\r\n" +
                           picture + "\r\n--b--\r\n";
  const auto parts = parse_multipart("b", body);
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 1u);
  EXPECT_EQ(parts->front().bytes, picture);
}

TEST(Multipart, IgnoresALengthThatDoesNotEndAtABoundary) {
  for (const char* length : {"3", "99999", "-1", "18446744073709551616", "many"}) {
    const std::string body =
        "--b\r\nContent-Length: " + std::string(length) + "\r\n\r\n<abcdef/>\r\n--b--";
    const auto parts = parse_multipart("b", body);
    ASSERT_TRUE(parts) << length;
    ASSERT_EQ(parts->size(), 1u);
    EXPECT_EQ(parts->front().bytes, "<abcdef/>") << length;
  }
}

TEST(Multipart, AcceptsABoundaryWithItsDashes) {
  const auto parts = parse_multipart("--dash", "--dash\r\n\r\n{}\r\n--dash--\r\n");
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 1u);
  EXPECT_EQ(parts->front().bytes, "{}");
}

TEST(Multipart, DoesNotMatchALongerLineAsTheBoundary) {
  const auto parts = parse_multipart("b", "--b\n\n<x>\n--better\n</x>\n--b--\n");
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 1u);
  EXPECT_EQ(parts->front().bytes, "<x>\n--better\n</x>");
}

TEST(Multipart, AllowsEmptyParts) {
  const auto parts = parse_multipart("b", "--b\r\nContent-Length: 0\r\n\r\n\r\n--b\r\n\r\n--b--");
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 2u);
  EXPECT_EQ((*parts)[0].bytes, "");
  EXPECT_EQ((*parts)[1].bytes, "");
}

TEST(Multipart, MarksTheLastPartThatWasCutOff) {
  const auto parts = parse_multipart("b", "--b\r\n\r\n<x/>\r\n--b\r\n\r\n\xFF\xD8\xFF half");
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 2u);
  EXPECT_TRUE((*parts)[0].closed);
  EXPECT_FALSE((*parts)[1].closed);
}

TEST(Multipart, ReportsWhatIsMissing) {
  const auto none = parse_multipart("", "x");
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().detail.find("without a boundary"), std::string::npos);
  const auto absent = parse_multipart("zzz", "--b\r\n\r\nx");
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, core::Code::payload_malformed);
  EXPECT_NE(absent.error().detail.find("'zzz' never starts a line"), std::string::npos);
  EXPECT_FALSE(parse_multipart("b", "--b\r\nContent-Type: x"));
}

TEST(Content, IsRecognisedByTheFirstBytes) {
  EXPECT_EQ(content_of("\xEF\xBB\xBF <a/>"), Content::xml);
  EXPECT_EQ(content_of("\r\n {\"a\":1}"), Content::json);
  EXPECT_EQ(content_of("\xFF\xD8\xFF\xE0"), Content::jpeg);
  EXPECT_EQ(content_of(" \r\n"), Content::empty);
  EXPECT_EQ(content_of("GIF89a"), Content::unknown);
}

}  // namespace
}  // namespace otkel::anpr
