#include "toile/base/files.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

#include "tests/folder.hpp"
#include "toile/base/error.hpp"

namespace toile {
namespace {

namespace fs = std::filesystem;
using test::Folder;

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(AtomicFile, LeavesNothingBehindWithoutACommit) {
  const Folder folder;
  { AtomicFile(folder / "a").write("half"); }
  EXPECT_EQ(files_in(folder.path()), 0U);
}

TEST(AtomicFile, KeepsTheOldContentUntilTheCommit) {
  const Folder folder;
  write_file(folder / "a", "old");
  AtomicFile file(folder / "a");
  file.write("new");
  EXPECT_EQ(read_file(folder / "a"), "old");
  file.commit();
  EXPECT_EQ(read_file(folder / "a"), "new");
  EXPECT_EQ(files_in(folder.path()), 1U);
}

TEST(AtomicFile, SaysWhichFileCanNotBeWritten) {
  const Folder folder;
  try {
    write_file(folder / "missing" / "a", "text");
    FAIL();
  } catch (const Error& problem) {
    EXPECT_EQ(problem.kind(), ErrorKind::cannot_write);
    EXPECT_NE(std::string(problem.what()).find("missing/a"), std::string::npos);
  }
}

TEST(AtomicFile, LeavesTheOldFileAloneWhenTheDiskIsFull) {
  const Folder folder;
  write_file(folder / "a", "old");
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit tight{4096, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &tight);
  EXPECT_THROW(write_file(folder / "a", std::string(100000, 'x')), Error);
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(read_file(folder / "a"), "old");
  EXPECT_EQ(files_in(folder.path()), 1U);
}

TEST(AtomicFile, TakesTheLongestNameThereIs) {
  const Folder folder;
  write_file(folder / std::string(255, 'n'), "text");
  EXPECT_EQ(read_file(folder / std::string(255, 'n')), "text");
  EXPECT_THROW(write_file(folder / std::string(256, 'n'), "text"), Error);
}

TEST(AtomicFile, PutsNoFileInThePlaceOfADeviceOrAFolder) {
  const Folder folder;
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_THROW(write_file(folder / "pipe", "text"), Error);
  EXPECT_TRUE(fs::is_fifo(folder / "pipe"));
  fs::create_directory(folder / "empty");
  EXPECT_THROW(write_file(folder / "empty", "text"), Error);
}

TEST(AtomicFile, WritesBehindALink) {
  const Folder folder;
  write_file(folder / "file", "old");
  fs::create_symlink("file", folder / "link");
  write_file(folder / "link", "new");
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(read_file(folder / "file"), "new");
}

TEST(AtomicFile, IsNotHinderedByWhatAKilledProcessLeft) {
  const Folder folder;
  for (int i = 0; i < 100; ++i) {
    write_file(folder / (".toile." + std::to_string(getpid()) + "." + std::to_string(i) + ".part"), "half");
  }
  write_file(folder / "a", "whole");
  EXPECT_EQ(read_file(folder / "a"), "whole");
  EXPECT_TRUE(is_unfinished(folder / ".toile.123.0.part"));
  EXPECT_FALSE(is_unfinished(folder / "toile.part"));
}

TEST(ReadFile, RefusesFoldersMissingFilesAndTooManyBytes) {
  const Folder folder;
  write_file(folder / "a", "12345");
  EXPECT_THROW(read_file(folder.path()), Error);
  EXPECT_THROW(read_file(folder / "b"), Error);
  EXPECT_THROW(read_file(folder / "a", 4), Error);
  EXPECT_EQ(read_file(folder / "a", 5), "12345");
}

TEST(MappedFile, ShowsTheBytesAndTakesEmptyFiles) {
  const Folder folder;
  write_file(folder / "a", "12345");
  write_file(folder / "empty", "");
  EXPECT_EQ(MappedFile(folder / "a").bytes().size(), 5U);
  EXPECT_EQ(MappedFile(folder / "empty").bytes().size(), 0U);
}

TEST(OutputFolder, IsMadeWithItsParentsAndRefusedWhereAFileIs) {
  const Folder folder;
  make_output_folder(folder / "a" / "b");
  EXPECT_TRUE(fs::is_directory(folder / "a" / "b"));
  write_file(folder / "file", "x");
  EXPECT_THROW(make_output_folder(folder / "file"), Error);
  EXPECT_THROW(make_output_folder(folder / "file" / "below"), Error);
}

}  // namespace
}  // namespace toile
