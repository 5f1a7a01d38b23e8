#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fuzz/target.hpp"
#include "toile/base/files.hpp"

namespace toile {
namespace {

namespace fs = std::filesystem;

const fs::path kCorpus = "fuzz/corpus";

std::vector<std::string> targets() {
  std::vector<std::string> names;
  for (const auto& [name, read] : fuzz::Target::all()) names.push_back(name);
  return names;
}

TEST(FuzzTargets, HaveACorpusEach) {
  std::vector<std::string> folders;
  for (const auto& folder : fs::directory_iterator(kCorpus)) folders.push_back(folder.path().filename());
  EXPECT_THAT(folders, testing::UnorderedElementsAreArray(targets()));
}

class FuzzCorpus : public testing::TestWithParam<std::string> {};

TEST_P(FuzzCorpus, IsReadOrRefusedInASentence) {
  int files = 0;
  for (const auto& file : fs::directory_iterator(kCorpus / GetParam())) {
    SCOPED_TRACE(file.path());
    try {
      fuzz::Target::all().at(GetParam())(read_file(file.path()));
    } catch (const Error& refused) {
      EXPECT_STRNE(refused.what(), "");
    }
    ++files;
  }
  EXPECT_GT(files, 0);
}

INSTANTIATE_TEST_SUITE_P(All, FuzzCorpus, testing::ValuesIn(targets()), [](const auto& it) { return it.param; });

}  // namespace
}  // namespace toile
