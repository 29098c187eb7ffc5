// The C library as others use it: installed and found by CMake or pkg-config, inside another project, from C++. Needs
// build/native, and compiles the library once more, as a shared one without optimisation.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const native = join(root, "build/native");
const headers = readdirSync(join(root, "include/smacs")).filter((name) => name.endsWith(".h"));
const example = join(root, "include/example");
const question = "What is 17 * 23?";
const folder = mkdtempSync(join(tmpdir(), "smacs-library-"));
const at = (...names) => join(folder, ...names);
const installed = at("installed");
after(() => rmSync(folder, { recursive: true }));

/** What a program prints; it must end well. */
function run(program, args, { env = {}, cwd = folder } = {}) {
    try {
        return execFileSync(program, args, { cwd, env: { ...process.env, ...env }, encoding: "utf8", stdio: "pipe" });
    } catch (error) {
        throw new Error(`${program} ${args.join(" ")}\n${error.stdout ?? ""}${error.stderr ?? error.message}`);
    }
}

const read = (...names) => readFileSync(join(root, ...names), "utf8");
const words = (text) => text.split(/\s+/).filter(Boolean);
const configure = (source, build, ...options) =>
    run("cmake", ["-G", "Ninja", "-S", source, "-B", build, "-DCMAKE_BUILD_TYPE=Debug", ...options]);
const found = (prefix, ...asked) =>
    words(run("pkg-config", [...asked, "smacs"], { env: { PKG_CONFIG_PATH: join(prefix, "lib/pkgconfig") } }));

/** The functions that the headers declare. */
const declared = headers
    .flatMap((name) =>
        [
            ...read("include/smacs", name)
                .replace(/\/\*.*?\*\//gs, "")
                .matchAll(/^(?!typedef)[a-z][\w *]*?\b(smacs_\w+)\(/gm),
        ].map((match) => match[1]),
    )
    .sort();

/** Names that a library defines for others, by nm. */
const defined = (file, ...options) =>
    run("nm", ["--defined-only", "--extern-only", ...options, file])
        .split("\n")
        .map((line) => / [A-Z] (\w+)$/.exec(line)?.[1])
        .filter(Boolean)
        .sort();

/** What the example should print: the command's own route. */
function expected() {
    const asset = (name) => join(root, "web/assets", name);
    const flags = ["--embedder", asset("default.sme"), "--question", question, "--n", "3", "--json"];
    const { panel } = JSON.parse(run(join(native, "smacs"), ["route", asset("default.smx"), ...flags]));
    return panel;
}

const check = (printed) =>
    assert.deepEqual(
        printed
            .trim()
            .split("\n")
            .map((line) => line.replace(/ 0\.\d{3}$/, "")),
        expected(),
    );

before(() => {
    assert.ok(
        existsSync(join(native, "libsmacs.a")) || existsSync(join(native, "src/libsmacs.a")),
        "make native first",
    );
    run("cmake", ["--install", native, "--prefix", installed]);
});

test("one version everywhere", () => {
    const [major, minor, patch] = ["MAJOR", "MINOR", "PATCH"].map(
        (part) => new RegExp(`define SMACS_VERSION_${part} (\\d+)`).exec(read("include/smacs/version.h"))[1],
    );
    const version = `${major}.${minor}.${patch}`;
    for (const name of ["wasm", "web"]) {
        assert.equal(JSON.parse(read(name, "package.json")).version, version, name);
    }
    assert.deepEqual(found(installed, "--modversion"), [version]);
    assert.match(run(join(installed, "bin/smacs"), ["--version"]), new RegExp(version.replaceAll(".", "\\.")));
});

test("installed: what a package needs, in its place", () => {
    for (const name of [
        "bin/smacs",
        "include/smacs/smacs.h",
        "lib/libsmacs.a",
        "lib/cmake/smacs/smacs-config.cmake",
        "lib/cmake/smacs/smacs-config-version.cmake",
        "lib/pkgconfig/smacs.pc",
        "share/smacs/default.sme",
        "share/smacs/default.smx",
        "share/doc/smacs/LICENSE",
        "share/doc/smacs/NOTICE",
        "share/man/man1/smacs.1",
        "share/bash-completion/completions/smacs",
        "share/zsh/site-functions/_smacs",
        "share/fish/vendor_completions.d/smacs.fish",
    ]) {
        assert.ok(existsSync(join(installed, name)), name);
    }
    // What help and errors tell people to read.
    const sources = ["cli", "host", "import", "lab", "tool"].flatMap((room) =>
        readdirSync(join(root, "src", room))
            .filter((name) => name.endsWith(".c"))
            .map((name) => read("src", room, name)),
    );
    const named = new Set(sources.join("").match(/\bsrc\/\w+\/README\.md/g));
    assert.ok(named.size >= 7, [...named].join());
    for (const name of named) {
        assert.ok(existsSync(join(installed, "share/doc/smacs", name)), name);
    }
    const bare = { SMACS_INDEX: "", SMACS_EMBEDDER: "" };
    const { panel } = JSON.parse(
        run(join(installed, "bin/smacs"), ["route", question, "--n", "3", "--json"], { env: bare }),
    );
    assert.deepEqual(panel, expected());
});

test("the static library has prefixed names only, and all that the headers declare", () => {
    const names = defined(join(installed, "lib/libsmacs.a"));
    assert.ok(declared.length > 100, `${declared.length} functions declared`);
    assert.deepEqual(
        names.filter((name) => !/^(smacs|smx)_/.test(name)),
        [],
    );
    assert.deepEqual(
        declared.filter((name) => !names.includes(name)),
        [],
    );
});

test("the example, by find_package", () => {
    configure(example, at("by-cmake"), `-DCMAKE_PREFIX_PATH=${installed}`);
    run("cmake", ["--build", at("by-cmake")]);
    check(run(at("by-cmake/route"), [join(installed, "share/smacs"), question]));
});

test("find_package refuses a version that does not fit", () => {
    mkdirSync(at("newer"));
    const lines = (version) =>
        `cmake_minimum_required(VERSION 3.20)\nproject(x C)\nfind_package(smacs ${version} REQUIRED)\n`;
    writeFileSync(at("newer/CMakeLists.txt"), lines("0.99"));
    assert.throws(() => configure(at("newer"), at("newer/build"), `-DCMAKE_PREFIX_PATH=${installed}`), /0\.99/);
    writeFileSync(at("newer/CMakeLists.txt"), lines(found(installed, "--modversion")[0]));
    configure(at("newer"), at("newer/build"), `-DCMAKE_PREFIX_PATH=${installed}`);
});

test("the example, by pkg-config", () => {
    run("cc", [join(example, "route.c"), ...found(installed, "--cflags", "--libs"), "-o", at("by-pkg-config")]);
    check(run(at("by-pkg-config"), [join(installed, "share/smacs"), question]));
    assert.equal(resolve(found(installed, "--variable=datadir")[0]), join(installed, "share/smacs"));
});

test("each header stands alone in C, and all together in C++", () => {
    for (const name of headers) {
        writeFileSync(at(`${name}.c`), `#include <smacs/${name}>\ntypedef int nothing;\n`);
    }
    const strict = ["-Wall", "-Wextra", "-Wpedantic", "-Wundef", "-Werror", ...found(installed, "--cflags")];
    run("cc", ["-std=c11", "-fsyntax-only", ...strict, ...headers.map((name) => at(`${name}.c`))]);
    const lines = headers.map((name) => `#include <smacs/${name}>`);
    lines.push(
        "#include <cstring>",
        "static_assert(SMACS_VERSION_NUMBER == SMACS_VERSION_MAJOR * 10000 + SMACS_VERSION_MINOR * 100 +",
        '              SMACS_VERSION_PATCH, "number");',
        "int main() {",
        "    smacs_index *index = nullptr;",
        "    smacs_error error;",
        '    const smacs_status status = smacs_index_open(nullptr, "", 0, &index, &error);',
        "    return status != SMACS_OK && status == error.status && !index && std::strcmp(smacs_version(), SMACS_VERSION) == 0 ? 0 : 1;",
        "}",
    );
    writeFileSync(at("all.cpp"), `${lines.join("\n")}\n`);
    run("c++", ["-std=c++11", ...strict, at("all.cpp"), ...found(installed, "--libs"), "-o", at("all")]);
    run(at("all"), []);
});

// A project that has targets and variables of the usual names itself, and takes the library as a shared one.
const parent = `cmake_minimum_required(VERSION 3.20)
project(parent VERSION 3.2.1 LANGUAGES C)
foreach(name cjson zlib_inflate core command rooms wire lab host tool tests unit flags lint)
    add_library(\${name} INTERFACE)
endforeach()
set(core "mine")
set(sources "mine")
get_cmake_property(before CACHE_VARIABLES)
add_subdirectory("${root}" smacs)
get_cmake_property(cached CACHE_VARIABLES)
list(REMOVE_ITEM cached \${before})
get_property(targets DIRECTORY "${root}" PROPERTY BUILDSYSTEM_TARGETS)
get_property(more DIRECTORY "${root}/src" PROPERTY BUILDSYSTEM_TARGETS)
get_property(tests DIRECTORY "${root}" PROPERTY TESTS)
file(WRITE "\${CMAKE_BINARY_DIR}/seen.txt" "\${targets} \${more}\\n\${cached}\\n\${tests}\\n\${core} \${sources}\\n")
add_executable(route "${example}/route.c")
target_link_libraries(route PRIVATE smacs::smacs)
`;

test("inside another project: the library alone, and nothing clashes", () => {
    mkdirSync(at("parent"));
    writeFileSync(at("parent/CMakeLists.txt"), parent);
    const shared = ["-DBUILD_SHARED_LIBS=ON", "-DCMAKE_C_FLAGS_DEBUG=-O0", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"];
    configure(at("parent"), at("inside"), ...shared, `-DCMAKE_INSTALL_PREFIX=${at("shared")}`);
    const [targets, cached, tests, variables] = readFileSync(at("inside/seen.txt"), "utf8").split("\n");
    assert.deepEqual(words(targets.replaceAll(";", " ")).sort(), ["smacs", "smacs_cjson", "smacs_flags"]);
    // Those of CMake's own modules are for all.
    const ours = cached
        .split(";")
        .filter((name) => !/PKG_CONFIG|PkgConfig|pkg_config|pkgcfg|^prefix_result$/.test(name));
    assert.deepEqual(
        ours.filter((name) => !/^(SMACS|smacs)_/.test(name)),
        [],
    );
    assert.equal(tests, "");
    assert.equal(variables, "mine mine");
    assert.doesNotMatch(readFileSync(at("inside/compile_commands.json"), "utf8"), /-W(all|extra|error)/);
    run("cmake", ["--install", at("inside")]);
    assert.ok(!existsSync(at("shared")), "nothing is installed unasked");
    run("cmake", ["--build", at("inside")]);
    check(run(at("inside/route"), [join(root, "web/assets"), question]));
});

test("shared: it shows what the headers declare and nothing else", () => {
    configure(at("parent"), at("inside"), "-DSMACS_INSTALL=ON");
    run("cmake", ["--build", at("inside")]);
    run("cmake", ["--install", at("inside")]);
    const library = at("shared/lib/libsmacs.so");
    const [major, minor] = found(at("shared"), "--modversion")[0].split(".");
    assert.deepEqual(defined(library, "--dynamic"), declared);
    assert.match(run("objdump", ["-p", library]), new RegExp(`SONAME +libsmacs\\.so\\.${major}\\.${minor}\n`));
    const [place, ...libraries] = found(at("shared"), "--libs");
    assert.equal(resolve(place.replace("-L", "")), at("shared/lib"));
    assert.deepEqual(libraries, ["-lsmacs"], "what it is linked with is its own affair");
    run("cc", [join(example, "route.c"), ...found(at("shared"), "--cflags", "--libs"), "-o", at("with-shared")]);
    check(run(at("with-shared"), [at("shared/share/smacs"), question], { env: { LD_LIBRARY_PATH: at("shared/lib") } }));
});
