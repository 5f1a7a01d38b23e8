# Writes the man page: the program is asked for its commands.
# Called as: cmake -DPROGRAM=toile -DVERSION=0.1.0 -DFROM=toile.1.in -DTO=toile.1 -P man.cmake
cmake_minimum_required(VERSION 3.22)
execute_process(COMMAND ${PROGRAM} --help OUTPUT_VARIABLE help COMMAND_ERROR_IS_FATAL ANY)
string(REGEX REPLACE ".*\nSubcommands:\n" "" help "${help}")
string(REGEX MATCHALL "  [a-z-]+ +[^\n]+" lines "${help}")
set(COMMANDS "")
foreach(line ${lines})
  string(REGEX MATCH "^  ([a-z-]+) +(.+)$" whole "${line}")
  string(APPEND COMMANDS ".TP\n.B ${CMAKE_MATCH_1}\n${CMAKE_MATCH_2}\n")
endforeach()
string(REPLACE "-" "\\-" COMMANDS "${COMMANDS}")
configure_file(${FROM} ${TO} @ONLY)
