// fontconfig, which draws the text in our SVGs, keeps its tables until the program ends; LeakSanitizer is
// told.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\n";
}
