#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <functional>
#include <thread>

#include "tests/folder.hpp"
#include "tests/image/handmade_png.hpp"
#include "tests/pictures.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

using test::Folder;
using test::sentence;
using testing::AllOf;
using testing::HasSubstr;

const char* const kSuffixes[] = {".jpg", ".png", ".webp", ".tif"};

std::string why_not(const std::filesystem::path& path) {
  return sentence(ErrorKind::bad_file, [&] { image::read(path); });
}

TEST(Read, TellsTheSizeFromTheHeaderAlone) {
  const Folder folder;
  for (const char* suffix : kSuffixes) {
    const auto path = folder / (std::string("a") + suffix);
    image::write(path, test::noise(30, 20));
    EXPECT_EQ(image::read_size(path), (image::Size{30, 20})) << suffix;
  }
  write_file(folder / "huge.png", test::png_claiming(30'000, 20'000));
  EXPECT_EQ(image::read_size(folder / "huge.png"), (image::Size{30'000, 20'000}));
  write_file(folder / "notes.jpg", "no picture");
  EXPECT_NE(sentence(ErrorKind::bad_file, [&] { image::read_size(folder / "notes.jpg"); }).find("not a JPEG"),
            std::string::npos);
}

TEST(Read, TellsATextFileThatIsCalledJpg) {
  const Folder folder;
  write_file(folder / "notes.jpg", "Dear diary, this is no picture at all, however long it goes on.\n");
  EXPECT_EQ(why_not(folder / "notes.jpg"),
            (folder / "notes.jpg").string() + " is not a JPEG, PNG, WebP, TIFF, HEIC, AVIF, GIF or BMP picture");
}

TEST(Read, TellsAFileWithoutAByte) {
  const Folder folder;
  write_file(folder / "a.png", "");
  EXPECT_EQ(why_not(folder / "a.png"), (folder / "a.png").string() + " is empty");
}

TEST(Read, TellsAFileThatIsNotThere) {
  const Folder folder;
  EXPECT_THAT(sentence(ErrorKind::not_found, [&] { image::read(folder / "a.png"); }), HasSubstr("a.png"));
}

TEST(Read, RefusesOtherPicturesWhateverTheyAreCalled) {
  const Folder folder;
  write_file(folder / "a.png", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'></svg>");
  EXPECT_THAT(why_not(folder / "a.png"), HasSubstr("is not a JPEG, PNG, WebP, TIFF, HEIC, AVIF, GIF or BMP picture"));
  write_file(folder / "b.jpg", "P6\n1 1\n255\nabc");
  EXPECT_THAT(why_not(folder / "b.jpg"), HasSubstr("is not a JPEG, PNG, WebP, TIFF, HEIC, AVIF, GIF or BMP picture"));
}

TEST(Read, GoesByTheContentNotTheName) {
  const Folder folder;
  image::write(folder / "a.png", test::noise(9, 7));
  std::filesystem::rename(folder / "a.png", folder / "a.jpg");
  EXPECT_EQ(image::read(folder / "a.jpg"), test::noise(9, 7));
}

TEST(Read, TellsThatAFileIsCutShortWhereverItIsCut) {
  const Folder folder;
  for (const char* suffix : kSuffixes) {
    image::write(folder / ("whole" + std::string(suffix)), test::noise(64, 48));
    const std::string whole = read_file(folder / ("whole" + std::string(suffix)));
    for (const int percent : {5, 20, 40, 60, 80, 95}) {
      const std::filesystem::path cut = folder / ("cut" + std::string(suffix));
      write_file(cut, whole.substr(0, whole.size() * static_cast<std::size_t>(percent) / 100));
      const std::string why = why_not(cut);
      if (why == "(no error)") {
        EXPECT_EQ(image::read(cut), test::noise(64, 48)) << "what was cut is the profile alone: " << percent << suffix;
        continue;
      }
      EXPECT_THAT(why, AllOf(HasSubstr(cut.string()), HasSubstr("cut short or damaged"))) << percent << suffix;
    }
  }
}

/// KiB that the process has taken more at its fullest after `work`.
long more_memory(const std::function<void()>& work) {
  rusage before{}, after{};
  getrusage(RUSAGE_SELF, &before);
  work();
  getrusage(RUSAGE_SELF, &after);
  return after.ru_maxrss - before.ru_maxrss;
}

TEST(Read, RefusesAGiganticPictureFromItsHeaderAlone) {
  const Folder folder;
  image::write(folder / "small.png", test::noise(8, 8));
  image::read(folder / "small.png");  // whatever libvips needs once is there now
  write_file(folder / "huge.png", test::png_claiming(60000, 60000));
  const auto refused = [&] {
    EXPECT_THAT(why_not(folder / "huge.png"),
                AllOf(HasSubstr("60000 x 60000 pixels"), HasSubstr("at most 100.0 million are read")));
  };
  EXPECT_LT(more_memory(refused), 16 * 1024);
}

TEST(Read, TakesNoMemoryForWhatAChunkOnlySaysItHolds) {
  const Folder folder;
  image::write(folder / "a.png", test::noise(8, 8));
  image::read(folder / "a.png");
  std::string greedy = read_file(folder / "a.png");
  greedy.insert(33, "\x69iTXiTXt", 8);  // after the header: 1.8 GB of text
  write_file(folder / "a.png", greedy);
  EXPECT_LT(more_memory([&] { EXPECT_THAT(why_not(folder / "a.png"), HasSubstr("cut short or damaged")); }), 16 * 1024);
}

TEST(Read, KeepsToTheLimitsItIsGiven) {
  const Folder folder;
  image::write(folder / "a.png", test::noise(10, 10));
  EXPECT_EQ(image::read(folder / "a.png", {.pixels = 100}).width, 10);
  EXPECT_THROW(image::read(folder / "a.png", {.pixels = 99}), Error);
  EXPECT_THROW(image::read(folder / "a.png", {.bytes = 100}), Error);
}

TEST(Read, NeverCrashesOnDamagedFiles) {
  const Folder folder;
  std::mt19937 random(3);
  for (const char* suffix : kSuffixes) {
    const std::filesystem::path path = folder / ("a" + std::string(suffix));
    image::write(path, test::noise(16, 16));
    const std::string whole = read_file(path);
    for (int round = 0; round < 60; ++round) {
      std::string damaged = whole;
      for (int i = 0; i < 3; ++i)
        damaged[random() % std::min<std::size_t>(200, whole.size())] = static_cast<char>(random());
      write_file(path, damaged);
      try {
        const Image image = image::read(path);
        EXPECT_EQ(image.rgb.size(), 3 * image.pixels());
      } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr(path.string()));
      }
    }
  }
}

TEST(Read, SaysTheRightThingOnEveryOfSeveralThreads) {
  const Folder folder;
  image::write(folder / "good.jpg", test::noise(64, 64));
  write_file(folder / "cut.jpg", read_file(folder / "good.jpg").substr(0, 2000));
  write_file(folder / "text.jpg", "text");
  const Image good = image::read(folder / "good.jpg");
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(image::read(folder / "good.jpg"), good);
        EXPECT_THAT(why_not(folder / "cut.jpg"), HasSubstr("cut short"));
        EXPECT_THAT(why_not(folder / "text.jpg"), HasSubstr("is not a JPEG"));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(ReadMask, TakesGreyAsItIs) {
  const Folder folder;
  Mask mask = Mask::filled(256, 1, 0);
  for (int x = 0; x < 256; ++x) mask.at(x, 0) = static_cast<std::uint8_t>(x);
  for (const char* suffix : {".png", ".tif"}) {
    const std::filesystem::path path = folder / ("mask" + std::string(suffix));
    image::write_mask(path, mask);
    EXPECT_EQ(image::read_mask(path), mask);
  }
}

TEST(ReadMask, PrefersAlphaToColour) {
  const Folder folder;
  Image image = Image::filled(3, 1, {255, 255, 255});
  image.alpha = {0, 100, 255};
  image::write(folder / "a.png", image);
  EXPECT_EQ(image::read_mask(folder / "a.png").cover, image.alpha);
}

TEST(ReadMask, ReducesColourToItsLuminance) {
  const Folder folder;
  Image image = Image::filled(4, 1, {255, 0, 0});
  image.at(1, 0)[0] = 0;
  image.at(1, 0)[1] = 255;
  image.at(2, 0)[0] = 0;
  image.at(2, 0)[2] = 255;
  image.at(3, 0)[1] = image.at(3, 0)[2] = 255;
  image::write(folder / "a.png", image);
  EXPECT_EQ(image::read_mask(folder / "a.png").cover, (std::vector<std::uint8_t>{76, 150, 29, 255}));
}

}  // namespace
}  // namespace toile
