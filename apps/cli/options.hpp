#pragma once
/// What the command line takes: CLI11 behind a door. A file that includes its headers compiles for five seconds before
/// the first line of its own; they are read by options.cpp alone.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace toile::cli {

/// An option, a flag or a positional argument of a command. Copies speak of the same one.
class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}

  Option& required(bool is_required = true);
  /// What its variable holds now is told by --help.
  Option& capture_default_str();
  /// It takes so many words.
  Option& expected(int words);
  /// One word of several parts: "1,2".
  Option& delimiter(char between);
  /// One word each time that it is named, however many times.
  Option& one_at_a_time();
  Option& needs(const Option& other);
  Option& excludes(const Option& other);
  /// From `least` to `most`, both included.
  Option& within(int least, int most);
  Option& within(double least, double most);
  Option& one_of(std::vector<std::string> words);

  /// "tile-cm"; empty for a positional argument.
  std::string long_name() const;
  bool is_given() const;
  const std::vector<std::string>& words() const;
  bool is_flag() const;
  /// Whether it takes two words or more, such as X,Y.
  bool takes_several() const;

 private:
  CLI::Option* option_;
};

/// A command, on which options are put. Copies speak of the same one. The variables have to outlive the parsing.
class Command {
 public:
  Command() = default;
  explicit Command(CLI::App* app) : app_(app) {}

  /// `names`: "-o,--output", or "TILE" of a positional argument. `Value`: what options.cpp lists at its end.
  template <typename Value>
  Option add_option(const std::string& names, Value& value, const std::string& help = "");
  /// `take` is called with the value when the option is given; std::string or double.
  template <typename Value>
  Option add_option_function(const std::string& names, const std::function<void(const Value&)>& take,
                             const std::string& help);
  Option add_flag(const std::string& names, bool& value, const std::string& help);
  Option add_flag_callback(const std::string& names, std::function<void()> take, const std::string& help);

  Command add_subcommand(const std::string& name, const std::string& description);
  /// So many of its subcommands have to be named.
  void require_subcommand(int least, int most);
  /// Whether one of them was named.
  bool has_called_subcommand() const;
  /// Called once all is parsed, if the command was named.
  void callback(std::function<void()> run);

  std::vector<Option> options() const;
  /// By "--output" or "TILE". Throws CLI11's exception for a name that isn't there.
  Option option(const std::string& name) const;
  bool has_option(const std::string& name) const;

 private:
  CLI::App* app_ = nullptr;
};

/// The words of a call, and all that may stand in them.
class CommandLine {
 public:
  explicit CommandLine(const std::string& description = "");
  ~CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  /// The program itself, above its commands.
  Command root() const;
  void set_version_flag(const std::string& version);

  /// Parses and calls what was named. Returns what --help or --version asks to print, else nothing. Throws
  /// `Error{usage}` for words that aren't understood; errors of what is called pass through.
  std::string parse(int count, char** words);
  /// The same for words without the program's name, where nobody asks for help.
  void parse(std::vector<std::string> words);

 private:
  std::unique_ptr<CLI::App> app_;
};

}  // namespace toile::cli
