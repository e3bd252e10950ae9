# The build rules every folder shares: language level, warnings, and one helper per kind of target.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths from the top of the tree, so that a second clone finds what the first has compiled.
  # Depend mode compares the bytes of every header that was read. The preprocessed text, by which
  # ccache would judge otherwise, has no comments; but g++ knows a header of a precompiled one by
  # its bytes, so with another comment it would read the header twice ("redefinition of").
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
    "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=true CCACHE_DEPEND=true
    CCACHE_SLOPPINESS=pch_defines,time_macros "${CCACHE_PROGRAM}")
endif()

# Off in the release preset: a checkpoint's build must not stop at an optimiser's false alarm.
option(OTKEL_WERROR "Treat warnings as errors" ON)
# Off in the clang presets, where a file that leans on the precompiled headers then fails.
option(OTKEL_PRECOMPILE "Precompile the headers that most files of a folder include" ON)
# Off in the release preset: running must not need what only testing needs.
option(OTKEL_TESTS "Build the tests, the benchmarks and the tools that stand among them" ON)
option(OTKEL_FUZZ "Build the libFuzzer targets (clang only)" OFF)

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(SQLite3 REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)

add_library(otkel_warnings INTERFACE)
target_compile_options(otkel_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnull-dereference -Wsuggest-override $<$<BOOL:${OTKEL_WERROR}>:-Werror>)
# g++ 12 reports null dereferences and maybe-uninitialised reads inside the standard library's own
# inlined code at -O2; they are not about our lines.
target_compile_options(otkel_warnings INTERFACE
  $<$<CXX_COMPILER_ID:GNU>:-Wno-null-dereference -Wno-maybe-uninitialized -Wno-restrict
    -Wno-array-bounds -Wno-stringop-overflow
    -Wno-missing-field-initializers>
  $<$<CXX_COMPILER_ID:Clang>:-Wno-missing-field-initializers
    -Wno-missing-designated-field-initializers
    # stable_sort of g++ 12's library uses what that library calls deprecated.
    -Wno-deprecated-declarations>)

# otkel_precompile(otkel_app core/value/result.hpp <boost/json.hpp>): read once for all files of a
# target.
# Each file still includes what it uses; this only saves the time of reading it again.
function(otkel_precompile target)
  if(NOT OTKEL_PRECOMPILE OR NOT ARGN)
    return()
  endif()
  set(headers "")
  foreach(header IN LISTS ARGN)
    if(NOT header MATCHES "^<")
      set(header "<${header}>")  # found by -I: the same bytes in every clone
    endif()
    list(APPEND headers "${header}")
  endforeach()
  target_precompile_headers(${target} PRIVATE ${headers})
  # What ccache needs to see through g++'s precompiled headers.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endfunction()

# otkel_precompiled_like(sim_world otkel_sim_world): the precompiled headers of a library serve the
# programs that are built upon it, too.
function(otkel_precompiled_like target library)
  if(OTKEL_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM ${library})
    # A program is compiled with -fPIE, a library with -fPIC: g++ takes no header of the other.
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess -fPIC>)
  endif()
endfunction()

# otkel_library(core SOURCES a.cpp b.cpp DEPENDS otkel_x Boost::json [PRECOMPILE header...])
# Makes the target otkel_<name>; headers are included by their path from the repository root.
function(otkel_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;PRECOMPILE" ${ARGN})
  add_library(otkel_${name} STATIC ${ARG_SOURCES})
  target_include_directories(otkel_${name} PUBLIC "${PROJECT_SOURCE_DIR}")
  target_link_libraries(otkel_${name} PUBLIC ${ARG_DEPENDS} PRIVATE otkel_warnings)
  otkel_precompile(otkel_${name} ${ARG_PRECOMPILE})
endfunction()

# otkel_binary(otkeld SOURCES main.cpp DEPENDS otkel_app)
function(otkel_binary name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE ${ARG_DEPENDS} otkel_warnings)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
endfunction()

# otkel_test(unit_core SOURCES plate_number_test.cpp DEPENDS otkel_core [PRECOMPILE header...])
# Every TEST of the binary becomes a test of ctest, named <name>.<Suite>.<Test>.
function(otkel_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;PRECOMPILE" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE ${ARG_DEPENDS} GTest::gtest GTest::gtest_main
    otkel_warnings)
  otkel_precompile(${name} ${ARG_PRECOMPILE})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
  # The bytes of a parameter, with the addresses in it, are no part of a name.
  gtest_discover_tests(${name} TEST_PREFIX "${name}." DISCOVERY_MODE PRE_TEST NO_PRETTY_VALUES
    PROPERTIES TIMEOUT 120)
endfunction()

# otkel_contract_parts(parts docs/openapi/hub): the files that the whole document of that folder is
# made from, and the script that joins them.
function(otkel_contract_parts out folder)
  file(GLOB parts CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${folder}/*.yaml")
  set(${out} ${parts} "${PROJECT_SOURCE_DIR}/cmake/join_contract.py" PARENT_SCOPE)
endfunction()

# otkel_contract_json(otkel_http docs/openapi/checkpoint otkel::http): `contract_json()` of that
# namespace becomes a part of the target: the document as JSON.
function(otkel_contract_json target folder namespace)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  otkel_contract_parts(parts "${folder}")
  set(embedded "${CMAKE_CURRENT_BINARY_DIR}/contract.cpp")
  set(script "${PROJECT_SOURCE_DIR}/cmake/embed_contract.py")
  add_custom_command(OUTPUT "${embedded}"
    COMMAND Python3::Interpreter "${script}" "${PROJECT_SOURCE_DIR}/${folder}" "${embedded}"
            "${namespace}"
    DEPENDS ${parts} "${script}" VERBATIM)
  target_sources(${target} PRIVATE "${embedded}")
endfunction()

# otkel_contract_yaml(docs/openapi/hub OUT.yaml): writes the document now, and again whenever a part
# of it changes.
function(otkel_contract_yaml folder out)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  otkel_contract_parts(parts "${folder}")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${parts})
  execute_process(COMMAND "${Python3_EXECUTABLE}"
    "${PROJECT_SOURCE_DIR}/cmake/join_contract.py" "${PROJECT_SOURCE_DIR}/${folder}" "${out}"
    RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "${folder} is no document; the line above says why")
  endif()
endfunction()
