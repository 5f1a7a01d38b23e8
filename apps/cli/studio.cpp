// toile studio: the page and its HTTP API.

#include <fmt/core.h>
#include <sys/stat.h>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <thread>

#include "apps/cli/cli.hpp"
#include "apps/cli/progress.hpp"
#include "apps/server/server.hpp"
#include "toile/studio/gallery.hpp"

namespace toile::cli {
namespace {

constexpr std::chrono::milliseconds kClosingTime{3500};

/// Ends the program when closing takes too long: whoever asked it to end has a clock of their own, and what is in hand
/// is either in the gallery whole or not there.
std::jthread end_at_last() {
  return std::jthread([](const std::stop_token& closed) {
    std::mutex mutex;
    std::unique_lock hold(mutex);
    std::condition_variable_any never;
    never.wait_for(hold, closed, kClosingTime, [] { return false; });
    if (!closed.stop_requested()) std::_Exit(0);
  });
}

Report studio(server::ServerOptions options, const Shared& shared) {
  ::umask(077);  // a person's photos are nobody else's business
  if (options.data.empty()) options.data = studio::default_gallery_folder();
  std::jthread closing;  // outlives the server, whose end it watches
  server::Server server(options);
  if (shared.json) {
    fmt::print("{}\n", Json(Json::Object{{"url", server.url()}}).dump());
  } else {
    fmt::print("{}\n", server.url());
  }
  std::fflush(stdout);
  if (!shared.quiet && !shared.json) {
    fmt::print(stderr, "The studio is open: visit the address above with a browser. Ctrl-C closes it.\n");
  }
  server.run([&] {
    if (!interrupted()) return true;
    closing = end_at_last();
    return false;
  });
  return {};
}

}  // namespace

void add_studio(Program& program) {
  auto options = std::make_shared<server::ServerOptions>();
  Command command = add_command(program, "studio", "Open the studio in a browser",
                                [options, &program] { return studio(*options, program.shared); });
  command.add_option("--port", options->access.port, "0: any that is free").within(0, 65535).capture_default_str();
  command.add_option("--listen", options->access.address, "Another address than this machine's own; needs a token")
      .capture_default_str();
  command.add_option("--token", options->access.token, "What others must know: 16 letters or digits at least");
  command.add_option("--data", options->data, "Folder of the gallery (default: yours)");
}

}  // namespace toile::cli
