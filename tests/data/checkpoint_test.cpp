#include "toile/data/checkpoint.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/checkpoint_file.hpp"
#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "toile/base/files.hpp"

namespace toile::data {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
namespace pickle = test::pickle;

std::vector<NamedArray> parse(const std::string& bytes) {
  return parse_checkpoint(std::as_bytes(std::span(bytes)));
}

std::string complaint(const std::string& bytes) {
  return test::sentence(ErrorKind::bad_file, [&] { parse(bytes); });
}

/// What is read of one tensor called "t".
std::vector<float> values_of(const pickle::Tensor& tensor, const std::string& storage) {
  return parse(test::zip_checkpoint(pickle::dict({{"t", pickle::tensor(tensor)}}), {{tensor.key, storage}}))
      .at(0)
      .values;
}

std::string complaint_of(const pickle::Tensor& tensor, const std::string& storage) {
  return complaint(test::zip_checkpoint(pickle::dict({{"t", pickle::tensor(tensor)}}), {{tensor.key, storage}}));
}

const std::vector<NamedArray> kArrays = {
    {"a.weight", {2, 3}, {1, 2, 3, 4, 5, 6}}, {"a.bias", {2}, {-1, 0.5}}, {"n", {}, {7}}};

void expect_arrays(const std::vector<NamedArray>& read, const std::string& prefix = "") {
  ASSERT_EQ(read.size(), kArrays.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    EXPECT_EQ(read[i].name, prefix + kArrays[i].name);
    EXPECT_EQ(read[i].shape, kArrays[i].shape);
    EXPECT_EQ(read[i].values, kArrays[i].values);
  }
}

TEST(Checkpoint, IsReadFromBothContainersAndFromAZipOfOne) {
  const auto [state, storages] = test::state_dict(kArrays);
  expect_arrays(parse(test::zip_checkpoint(state, storages)));
  expect_arrays(parse(test::legacy_checkpoint(state, storages)));
  for (const std::string& inner : {test::zip_checkpoint(state, storages), test::legacy_checkpoint(state, storages)}) {
    expect_arrays(parse(test::zip_of({{"weights/", ""}, {"weights/net.pth", inner}, {"__MACOSX/._net.pth", "?"}})));
  }
}

TEST(Checkpoint, OfLightningGivesItsStateDictAndPassesOverTheRest) {
  const auto [state, storages] = test::state_dict(kArrays, "model.");
  const std::string optimizer =
      pickle::call(pickle::global("adamp", "AdamP"), pickle::tuple({"G" + std::string(8, '\0')}));
  const std::string rest = optimizer + pickle::dict({{"lr", pickle::integer(1)}}) + "b";  // BUILD
  const std::string all = pickle::dict({{"epoch", pickle::integer(67)},
                                        {"callbacks", rest},
                                        {"list", "](" + pickle::integer(1) + "N\x88\x89" + "e"},
                                        {"state_dict", state},
                                        {"hparams", pickle::call(pickle::global("argparse", "Namespace"), ")")}});
  expect_arrays(parse(test::zip_checkpoint(all, storages)), "model.");
  expect_arrays(parse(test::legacy_checkpoint(all, storages)), "model.");
}

TEST(Checkpoint, TakesParametersAndTheAttributesOfAStateDict) {
  const std::string tensor = pickle::tensor({.count = 2, .sizes = {2}, .strides = {1}});
  const std::string parameter = pickle::call(pickle::global("torch._utils", "_rebuild_parameter"),
                                             pickle::tuple({tensor, "\x88", pickle::ordered_dict()}));
  const std::string state =
      pickle::ordered_dict({{"p", parameter}}) + pickle::dict({{"_metadata", pickle::ordered_dict()}}) + "b";
  EXPECT_THAT(parse(test::zip_checkpoint(state, {{"0", test::bytes_of({3, 4})}})).at(0).values, ElementsAre(3, 4));
}

TEST(Checkpoint, ReadsViewsOfAStorage) {
  const std::string storage = test::bytes_of({0, 1, 2, 3, 4, 5, 6, 7});
  EXPECT_THAT(values_of({.count = 8, .offset = 2, .sizes = {2, 3}, .strides = {3, 1}}, storage),
              ElementsAre(2, 3, 4, 5, 6, 7));
  EXPECT_THAT(values_of({.count = 8, .offset = 1, .sizes = {2, 3}, .strides = {1, 2}}, storage),
              ElementsAre(1, 3, 5, 2, 4, 6));
  EXPECT_THAT(values_of({.count = 8, .offset = 7, .sizes = {3}, .strides = {0}}, storage), ElementsAre(7, 7, 7));
  EXPECT_THAT(values_of({.count = 8, .offset = 8, .sizes = {0, 2}, .strides = {2, 1}}, storage), ElementsAre());
}

TEST(Checkpoint, ReadsEveryTypeOfNumber) {
  const auto read = [](const std::string& type, const std::string& storage, std::size_t width) {
    const auto count = static_cast<std::int64_t>(storage.size() / width);
    return values_of({.storage = type, .count = count, .sizes = {count}, .strides = {1}}, storage);
  };
  using test::bytes_of;
  EXPECT_THAT(
      read("HalfStorage", bytes_of(0x3c00, 2) + bytes_of(0xc500, 2) + bytes_of(0x0001, 2) + bytes_of(0x7c00, 2), 2),
      ElementsAre(1, -5, std::ldexp(1.0F, -24), INFINITY));
  EXPECT_THAT(read("BFloat16Storage", bytes_of(0x3fc0, 2), 2), ElementsAre(1.5));
  EXPECT_THAT(read("DoubleStorage", bytes_of(0x4004000000000000, 8), 8), ElementsAre(2.5));
  EXPECT_THAT(read("LongStorage", bytes_of(static_cast<std::uint64_t>(-3), 8), 8), ElementsAre(-3));
  EXPECT_THAT(read("IntStorage", bytes_of(7, 4), 4), ElementsAre(7));
  EXPECT_THAT(read("ShortStorage", bytes_of(0xfffe, 2), 2), ElementsAre(-2));
  EXPECT_THAT(read("CharStorage", "\xff", 1), ElementsAre(-1));
  EXPECT_THAT(read("ByteStorage", "\xff", 1), ElementsAre(255));
}

TEST(Checkpoint, WhoseTensorsLieIsRefused) {
  const std::string storage = test::bytes_of({0, 1, 2, 3});
  const std::string outside = "tensor t of it lies outside of its storage",
                    shape = "tensor t of it has a shape that can't be";
  EXPECT_EQ(complaint_of({.count = 4, .sizes = {5}, .strides = {1}}, storage), outside);
  EXPECT_EQ(complaint_of({.count = 4, .offset = 1, .sizes = {4}, .strides = {1}}, storage), outside);
  EXPECT_EQ(complaint_of({.count = 4, .offset = -1, .sizes = {1}, .strides = {1}}, storage), outside);
  EXPECT_EQ(complaint_of({.count = 4, .sizes = {2, 2}, .strides = {0x7fffffff, 1}}, storage), outside);
  EXPECT_EQ(complaint_of({.count = 4, .sizes = {2}, .strides = {-1}}, storage), shape);
  EXPECT_EQ(complaint_of({.count = 4, .sizes = {-2}, .strides = {1}}, storage), shape);
  EXPECT_EQ(complaint_of({.count = 4, .sizes = {2, 2}, .strides = {1}}, storage), shape);
  EXPECT_EQ(
      complaint_of({.count = 4, .sizes = std::vector<std::int64_t>(9, 1), .strides = std::vector<std::int64_t>(9, 1)},
                   storage),
      shape);
  EXPECT_EQ(complaint_of({.count = 4, .sizes = {0x7fffffff, 0x7fffffff, 0x7fffffff}, .strides = {0, 0, 0}}, storage),
            "tensor t of it is larger than 1 GiB");
  const std::string size = "the storage of tensor t is not as large as it says";
  EXPECT_EQ(complaint_of({.count = 5, .sizes = {5}, .strides = {1}}, storage), size);
  EXPECT_EQ(complaint_of({.count = -1, .sizes = {1}, .strides = {1}}, storage), size);
  EXPECT_EQ(complaint_of({.count = 4, .sizes = {4}, .strides = {1}}, storage + "?"), size);
  EXPECT_EQ(complaint_of({.storage = "EvilStorage", .count = 4, .sizes = {4}, .strides = {1}}, storage),
            "it has a storage of an unknown type");
  EXPECT_EQ(complaint(test::zip_checkpoint(
                pickle::dict({{"t", pickle::tensor({.key = "1", .count = 4, .sizes = {4}, .strides = {1}})}}),
                {{"0", storage}})),
            "it lacks the entry net/data/1");
}

TEST(Checkpoint, ThatWouldRunSomethingIsReadAsInertData) {
  const std::string call = pickle::call(pickle::global("os", "system"), pickle::tuple({pickle::text("touch pwned")}));
  EXPECT_EQ(complaint(test::zip_checkpoint(call, {})), "it holds no state dict");
  EXPECT_EQ(complaint(test::zip_checkpoint(pickle::dict({{"t", call}}), {})),
            "the entry t of its state dict is no tensor");
  EXPECT_EQ(complaint(test::zip_checkpoint(pickle::filled(call, {{"t", pickle::integer(1)}}), {})),
            "it holds no state dict");
  const auto [state, storages] = test::state_dict(kArrays);
  expect_arrays(parse(test::zip_checkpoint(pickle::dict({{"payload", call}, {"state_dict", state}}), storages)));
}

TEST(Checkpoint, WhoseNamesWouldSpoilASentenceIsRefused) {
  for (const std::string& name : {std::string("\x1b[2J"), std::string("two\nlines"), std::string(1000, 'x')}) {
    EXPECT_EQ(complaint(test::zip_checkpoint(pickle::dict({{name, pickle::integer(1)}}), {})),
              "its state dict has an entry without a usable name");
    EXPECT_EQ(complaint_of({.key = name, .count = 1, .sizes = {1}, .strides = {1}}, "????"),
              "a tensor in it is not described as PyTorch does");
  }
}

TEST(Checkpoint, ThatHoldsItselfIsRefused) {
  // a dict that is its own entry "state_dict", and lists 400000 deep
  EXPECT_EQ(complaint(test::zip_checkpoint("}q\x01(" + pickle::text("state_dict") + "h\x01u", {})),
            "the entry state_dict of its state dict is no tensor");
  std::string deep;
  for (int i = 0; i < 400'000; ++i) deep += "](";
  for (int i = 0; i < 400'000; ++i) deep += "e";
  EXPECT_EQ(complaint(test::zip_checkpoint(deep, {})), "it holds no state dict");
  EXPECT_EQ(complaint(test::zip_checkpoint(std::string(2'000'000, ']'), {})),
            "its pickle has more than a million values");
}

TEST(Checkpoint, OfAnotherSortIsRefusedInASentence) {
  EXPECT_EQ(complaint(""), "it is neither a zip archive nor a pickle");
  EXPECT_EQ(complaint("not a checkpoint"), "it is neither a zip archive nor a pickle");
  EXPECT_EQ(complaint("PK\x03\x04 and nothing else"), "it is no zip archive, or is cut short");
  EXPECT_EQ(complaint(pickle::whole(pickle::dict({}))), "it is no file of torch.save");
  EXPECT_EQ(complaint(test::zip_checkpoint(pickle::dict({}), {})), "its state dict is empty");
  const std::string two = "it is a zip archive, but not one with a checkpoint in it";
  EXPECT_EQ(complaint(test::zip_of({{"a.txt", "a"}, {"b.txt", "b"}})), two);
  EXPECT_EQ(complaint(test::zip_of({{"a.zip", test::zip_of({{"b.zip", test::zip_of({{"c", "c"}})}})}})), two);
  EXPECT_EQ(complaint(test::zip_of({{"net/data.pkl", ""}})), "its pickle is cut short");
  EXPECT_EQ(complaint(test::zip_of({{"net/data.pkl", "\x80\x09."}})), "its pickle is of an unknown protocol");
  EXPECT_THAT(complaint(test::zip_of({{"net/data.pkl", "\x80\x02i"}})), HasSubstr("opcode 105"));
  for (const char* body : {"t", "0", "R", "a", "u", "b", "Q", "\x86", "q\x01", "(0", "e", "1", "2", ""}) {
    EXPECT_THAT(complaint(test::zip_of({{"net/data.pkl", pickle::whole(body)}})), HasSubstr("its pickle ")) << body;
  }
  EXPECT_EQ(complaint(test::zip_of({{"net/data.pkl", pickle::whole("h\x05")}})),
            "its pickle refers to a value that isn't there");
}

TEST(Checkpoint, CutShortAtAnyByteIsRefused) {
  const auto [state, storages] = test::state_dict(kArrays);
  const std::string zip = test::zip_checkpoint(state, storages), legacy = test::legacy_checkpoint(state, storages);
  for (const std::string& whole : {zip, legacy}) {
    for (std::size_t length = 0; length < whole.size(); ++length) {
      ASSERT_NE(complaint(whole.substr(0, length)), "(no error)") << length;
    }
  }
}

TEST(Checkpoint, WithAnyByteChangedIsReadOrRefusedButNeverWorse) {
  const auto [state, storages] = test::state_dict(kArrays);
  for (const std::string& whole : {test::zip_checkpoint(state, storages), test::legacy_checkpoint(state, storages)}) {
    for (std::size_t at = 0; at < whole.size(); ++at) {
      for (const int change : {1, 0x80, 0xff}) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ change);
        try {
          parse(damaged);
        } catch (const Error& problem) {
          ASSERT_EQ(problem.kind(), ErrorKind::bad_file);
        }
      }
    }
  }
}

TEST(Checkpoint, IsNamedWhenItsFileIsDamaged) {
  const test::Folder folder;
  write_file(folder / "net.pth", "nothing");
  EXPECT_THAT(test::sentence(ErrorKind::bad_file, [&] { read_checkpoint(folder / "net.pth"); }),
              HasSubstr("net.pth is not a usable PyTorch checkpoint: it is neither"));
  EXPECT_THAT(test::sentence(ErrorKind::not_found, [&] { read_checkpoint(folder / "none.pth"); }),
              HasSubstr("none.pth"));
}

}  // namespace
}  // namespace toile::data
