// One make in its many spellings.
#include "core/plate/vehicle_make.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

TEST(SameMake, HoldsForEverySpellingOfOneMake) {
  const std::vector<std::vector<const char*>> makes{
      {"Mercedes-Benz", "MERCEDES BENZ", "mercedesbenz", "MERCEDES", "Мерседес", "МЕРСЕДЕС-БЕНЦ",
       "Mercedes-Benz Actros 1845", "BENZ", "奔驰"},
      {"KamAZ", "КАМАЗ", "КамАЗ-5490", "KAMAZ5490", "kamaz 5490 NEO"},
      {"MAN", "man", "МАН", "МАN TGX", "M.A.N."},     // the third with a Latin N
      {"SCANIA", "Скания", "SСАNIА", "Scania R440"},  // the third with Cyrillic S, A, A
      {"Volvo", "ВОЛЬВО", "VOLVO FH", "沃尔沃"},
      {"DAF", "ДАФ", "DАF XF"},
      {"Sitrak", "HOWO", "SINOTRUK", "ХОВО", "重汽"},
      {"SHACMAN", "Шакман", "SHAANXI", "陕汽"},
      {"Renault", "РЕНО", "Renault Trucks"},
      {"Iveco", "ИВЕКО"},
      {"FAW", "ФАВ", "JIEFANG", "解放"},
  };
  for (const auto& spellings : makes)
    for (const char* a : spellings)
      for (const char* b : spellings) EXPECT_TRUE(same_make(a, b)) << a << " and " << b;
  for (std::size_t i = 0; i < makes.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k)
      EXPECT_FALSE(same_make(makes[i].front(), makes[k].back())) << i << " and " << k;
  }
}

TEST(SameMake, ComparesMakesThatNobodyListedByTheirLetters) {
  EXPECT_TRUE(same_make("Goldhofer", "GOLD-HOFER"));
  EXPECT_FALSE(same_make("Goldhofer", "Krone"));
}

TEST(SameMake, HoldsIfOneOfThemNamesNoMake) {
  for (const char* nothing : {"", " ", "Unknown", "OTHER", "-"}) {
    EXPECT_TRUE(same_make("MAN", nothing)) << nothing;
    EXPECT_TRUE(same_make(nothing, "MAN")) << nothing;
  }
}

TEST(PlainMake, IsOneSpelling) {
  EXPECT_EQ(plain_make("Мерседес"), "MERCEDESBENZ");
  EXPECT_EQ(plain_make("КАМАЗ 65115"), "KAMAZ");
  EXPECT_EQ(plain_make("Krone SD"), "KRONESD");
  EXPECT_EQ(plain_make("\xff"), "") << "bytes of no alphabet say no make";
}

}  // namespace
}  // namespace otkel::core
