#include "toile/base/safetensors.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/folder.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"

namespace toile {
namespace {

using test::Folder;
using testing::HasSubstr;

/// A file with this header and 16 bytes of data.
std::string file_with(const std::string& header) {
  std::string file(8, '\0');
  file[0] = static_cast<char>(header.size() & 0xff);
  file[1] = static_cast<char>(header.size() >> 8);
  return file + header + std::string(16, '\0');
}

const std::string kMetadata = R"("__metadata__":{"format":"toile-1","kind":"k","config":"{\"width\":3}","card":"{}"})";

std::string complaint(const std::string& bytes, const std::string& kind = "") {
  try {
    read_weights_header(std::as_bytes(std::span(bytes)), "FILE", kind);
  } catch (const Error& problem) {
    EXPECT_EQ(problem.kind(), ErrorKind::bad_file);
    return problem.what();
  }
  return "no error";
}

TEST(WeightsHeader, SaysWhatItsFileHoldsWithoutReadingIt) {
  const Folder folder;
  write_file(folder / "a", file_with("{" + kMetadata +
                                     R"(,"f":{"dtype":"F16","shape":[2,3],"data_offsets":[0,12]})"
                                     R"(,"s":{"dtype":"F32","shape":[],"data_offsets":[12,16]}})"));
  const WeightsHeader header = read_weights_header(folder / "a", "k");
  EXPECT_EQ(header.kind, "k");
  EXPECT_EQ(header.config.at("width").integer(), 3);
  EXPECT_EQ(header.count(), 7);
  EXPECT_EQ(header.tensors.at("f").shape, (std::vector<std::int64_t>{2, 3}));
  EXPECT_EQ(header.tensors.at("s").begin, 12U);
  EXPECT_EQ(std::filesystem::file_size(folder / "a"), header.data + 16);
}

TEST(WeightsHeader, OfAnotherKindIsRefused) {
  EXPECT_THAT(complaint(file_with("{" + kMetadata + "}"), "garment-net"),
              HasSubstr("FILE is not a usable weights file: it holds a k, a garment-net is needed"));
}

TEST(WeightsHeader, OfSomethingElseIsRefused) {
  for (const std::string& bytes : {std::string(), std::string(200, '\xff'), std::string("GIF89a and so on"),
                                   file_with("{}"), file_with("[]"), file_with(R"({"__metadata__":{"kind":"k"}})")}) {
    EXPECT_THAT(complaint(bytes), HasSubstr("FILE is not a usable weights file"));
  }
}

TEST(WeightsHeader, ThatLiesIsRefused) {
  const auto said = [](const std::string& entry) { return complaint(file_with("{" + kMetadata + "," + entry + "}")); };
  EXPECT_EQ(said(R"("t":{"dtype":"F32","shape":[4],"data_offsets":[0,16]})"), "no error");
  for (const char* entry :
       {R"("t":{"dtype":"F32","shape":[5],"data_offsets":[0,20]})",
        R"("t":{"dtype":"F32","shape":[4],"data_offsets":[16,0]})",
        R"("t":{"dtype":"F32","shape":[4],"data_offsets":[-16,0]})",
        R"("t":{"dtype":"F32","shape":[4,1e15,1e15],"data_offsets":[0,16]})",
        R"("t":{"dtype":"F32","shape":[-4],"data_offsets":[0,16]})",
        R"("t":{"dtype":"F8","shape":[4],"data_offsets":[0,16]})", R"("t":{"dtype":"F32","shape":[4]})", R"("t":[])"}) {
    EXPECT_NE(said(entry).find("not a usable weights file"), std::string::npos) << entry;
  }
}

}  // namespace
}  // namespace toile
