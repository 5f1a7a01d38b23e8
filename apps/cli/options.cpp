#include "apps/cli/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "toile/base/error.hpp"

namespace toile::cli {

Option& Option::required(bool is_required) {
  option_->required(is_required);
  return *this;
}

Option& Option::capture_default_str() {
  option_->capture_default_str();
  return *this;
}

Option& Option::expected(int words) {
  option_->expected(words);
  return *this;
}

Option& Option::delimiter(char between) {
  option_->delimiter(between);
  return *this;
}

Option& Option::one_at_a_time() {
  option_->allow_extra_args(false);
  return *this;
}

Option& Option::needs(const Option& other) {
  option_->needs(other.option_);
  return *this;
}

Option& Option::excludes(const Option& other) {
  option_->excludes(other.option_);
  return *this;
}

Option& Option::within(int least, int most) {
  option_->check(CLI::Range(least, most));
  return *this;
}

Option& Option::within(double least, double most) {
  option_->check(CLI::Range(least, most));
  return *this;
}

Option& Option::one_of(std::vector<std::string> words) {
  option_->check(CLI::IsMember(std::move(words)));
  return *this;
}

std::string Option::long_name() const {
  return option_->get_lnames().empty() ? std::string() : option_->get_lnames().front();
}

bool Option::is_given() const {
  return option_->count() > 0;
}

const std::vector<std::string>& Option::words() const {
  return option_->results();
}

bool Option::is_flag() const {
  return option_->get_items_expected_max() == 0;
}

bool Option::takes_several() const {
  return option_->get_items_expected_min() > 1;
}

template <typename Value>
Option Command::add_option(const std::string& names, Value& value, const std::string& help) {
  return Option(app_->add_option(names, value, help));
}

template <typename Value>
Option Command::add_option_function(const std::string& names, const std::function<void(const Value&)>& take,
                                    const std::string& help) {
  return Option(app_->add_option_function<Value>(names, take, help));
}

Option Command::add_flag(const std::string& names, bool& value, const std::string& help) {
  return Option(app_->add_flag(names, value, help));
}

Option Command::add_flag_callback(const std::string& names, std::function<void()> take, const std::string& help) {
  return Option(app_->add_flag_callback(names, std::move(take), help));
}

Command Command::add_subcommand(const std::string& name, const std::string& description) {
  return Command(app_->add_subcommand(name, description));
}

void Command::require_subcommand(int least, int most) {
  app_->require_subcommand(static_cast<std::size_t>(least), static_cast<std::size_t>(most));
}

bool Command::has_called_subcommand() const {
  return !app_->get_subcommands().empty();
}

void Command::callback(std::function<void()> run) {
  app_->callback(std::move(run));
}

std::vector<Option> Command::options() const {
  std::vector<Option> all;
  for (CLI::Option* option : app_->get_options()) all.emplace_back(option);
  return all;
}

Option Command::option(const std::string& name) const {
  return Option(app_->get_option(name));
}

bool Command::has_option(const std::string& name) const {
  return app_->get_option_no_throw(name) != nullptr;
}

CommandLine::CommandLine(const std::string& description) : app_(std::make_unique<CLI::App>(description)) {}

CommandLine::~CommandLine() = default;

Command CommandLine::root() const {
  return Command(app_.get());
}

void CommandLine::set_version_flag(const std::string& version) {
  app_->set_version_flag("--version", version);
}

std::string CommandLine::parse(int count, char** words) {
  try {
    app_->parse(count, words);
    return {};
  } catch (const CLI::CallForHelp&) {
    return app_->help();
  } catch (const CLI::CallForVersion& version) {
    return std::string(version.what()) + "\n";
  } catch (const CLI::ParseError& problem) {
    throw Error(ErrorKind::usage, std::string(problem.what()) + " (toile --help lists what there is)");
  }
}

void CommandLine::parse(std::vector<std::string> words) {
  std::reverse(words.begin(), words.end());  // as CLI11 takes them
  try {
    app_->parse(words);
  } catch (const CLI::ParseError& problem) {
    throw Error(ErrorKind::usage, problem.what());
  }
}

// What options may be.
template Option Command::add_option(const std::string&, bool&, const std::string&);
template Option Command::add_option(const std::string&, int&, const std::string&);
template Option Command::add_option(const std::string&, double&, const std::string&);
template Option Command::add_option(const std::string&, std::uint64_t&, const std::string&);
template Option Command::add_option(const std::string&, std::string&, const std::string&);
template Option Command::add_option(const std::string&, std::filesystem::path&, const std::string&);
template Option Command::add_option(const std::string&, std::optional<double>&, const std::string&);
template Option Command::add_option(const std::string&, std::vector<int>&, const std::string&);
template Option Command::add_option(const std::string&, std::vector<double>&, const std::string&);
template Option Command::add_option(const std::string&, std::vector<std::string>&, const std::string&);
template Option Command::add_option(const std::string&, std::vector<std::filesystem::path>&, const std::string&);
template Option Command::add_option_function(const std::string&, const std::function<void(const double&)>&,
                                             const std::string&);
template Option Command::add_option_function(const std::string&, const std::function<void(const std::string&)>&,
                                             const std::string&);

}  // namespace toile::cli
