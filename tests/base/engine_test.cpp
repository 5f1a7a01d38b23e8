#include "toile/base/engine.hpp"

#include <gtest/gtest.h>

#include <map>

#include "toile/base/error.hpp"

namespace toile {
namespace {

Environment of(const std::map<std::string, std::string>& values) {
  return [values](const char* name) {
    const auto found = values.find(name);
    return found == values.end() ? std::string() : found->second;
  };
}

std::string complaint(const auto& call) {
  try {
    call();
  } catch (const Error& problem) {
    EXPECT_EQ(problem.kind(), ErrorKind::usage);
    return problem.what();
  }
  return "no complaint";
}

TEST(Shard, PartsAreTheWholeOnce) {
  for (const std::size_t length : {0U, 1U, 7U, 8U, 2000U, 100'003U}) {
    std::size_t next = 0;
    for (std::int64_t i = 1; i <= 8; ++i) {
      const auto [first, last] = Shard{i, 8}.part_of(length);
      EXPECT_EQ(first, next);
      EXPECT_LE(last - first, length / 8 + 1);
      next = last;
    }
    EXPECT_EQ(next, length);
  }
}

TEST(Shard, IsReadFromWords) {
  EXPECT_EQ(shard_named("3/8").index, 3);
  EXPECT_EQ(shard_named("3/8").count, 8);
  EXPECT_EQ(complaint([] { shard_named("9/8"); }), "the shard is 9; it must be from 1 to 8");
  for (const char* words : {"", "3", "0/8", "-1/8", "1/0", "a/8", "1/8x", "1/8/2", " 1/8", "1/99999999999999999999"}) {
    EXPECT_NE(complaint([&] { shard_named(words); }), "no complaint") << words;
  }
}

TEST(Shard, IsThatOfASlurmArrayOrOfKubernetes) {
  EXPECT_FALSE(shard_of_engine(of({})));
  const auto slurm = shard_of_engine(of({{"SLURM_ARRAY_TASK_ID", "0"},
                                         {"SLURM_ARRAY_TASK_MIN", "0"},
                                         {"SLURM_ARRAY_TASK_MAX", "7"},
                                         {"SLURM_ARRAY_TASK_COUNT", "8"}}));
  ASSERT_TRUE(slurm);
  EXPECT_EQ(slurm->index, 1);
  EXPECT_EQ(slurm->count, 8);
  const auto kubernetes = shard_of_engine(of({{"JOB_COMPLETION_INDEX", "7"}, {"TOILE_SHARDS", "8"}}));
  ASSERT_TRUE(kubernetes);
  EXPECT_EQ(kubernetes->index, 8);
}

TEST(Shard, OfTasksThatAreDoneAgainHasToBeNamed) {
  const auto again = of({{"SLURM_ARRAY_TASK_ID", "3"},
                         {"SLURM_ARRAY_TASK_MIN", "3"},
                         {"SLURM_ARRAY_TASK_MAX", "3"},
                         {"SLURM_ARRAY_TASK_COUNT", "1"}});
  EXPECT_NE(complaint([&] { shard_of_engine(again); }).find("name this one by --shard"), std::string::npos);
  EXPECT_NE(complaint([] {
              shard_of_engine(of({{"JOB_COMPLETION_INDEX", "1"}}));
            }).find("TOILE_SHARDS"),
            std::string::npos);
  EXPECT_NE(complaint([] {
              shard_of_engine(of({{"JOB_COMPLETION_INDEX", "8"}, {"TOILE_SHARDS", "8"}}));
            }).find("from 0 to 7"),
            std::string::npos);
}

TEST(Machine, IsCalledAsItsEngineCallsIt) {
  EXPECT_EQ(machine_name(of({{"SLURMD_NODENAME", "n3"}, {"NODE_NAME", "k"}})), "n3");
  EXPECT_EQ(machine_name(of({{"NODE_NAME", "k"}})), "k");
  EXPECT_FALSE(machine_name(of({})).empty());
}

}  // namespace
}  // namespace toile
