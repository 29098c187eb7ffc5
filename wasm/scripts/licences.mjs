// The licences of what is inside the binaries: of the modules that this repository builds, and of those that packages
// bring along without saying all that is in them. The page's licences.txt and the npm package carry them.
import { readFileSync } from "node:fs";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8").trim();
const mit = read("../../LICENSE");

/** All of MIT licence, which differ in the line of copyright alone. */
const holders = {
    "cJSON, in smacs*.wasm": "Copyright (c) 2009-2017 Dave Gamble and cJSON contributors",
    "musl libc, in each .wasm file": "Copyright (c) 2005-2020 Rich Felker, et al.",
    "Emscripten (memory, start-up, WebGPU), in smacs*.wasm, micropython.wasm and wllama.wasm":
        "Copyright (c) 2010-2014 Emscripten authors, see AUTHORS file",
};

const inPackages = {
    "llama.cpp and ggml, in wllama.wasm": "Copyright (c) 2023-2026 The ggml authors",
    "JSON for Modern C++, in wllama.wasm by way of llama.cpp": "Copyright (c) 2013-2025 Niels Lohmann",
    "stb_image, in wllama.wasm by way of llama.cpp": "Copyright (c) 2017 Sean Barrett",
    "miniaudio, in wllama.wasm by way of llama.cpp": "Copyright 2025 David Reid",
    "QuickJS-ng, in quickjs.wasm": [
        "Copyright (c) 2017-2026 Fabrice Bellard",
        "Copyright (c) 2017-2024 Charlie Gordon",
        "Copyright (c) 2023-2026 Ben Noordhuis",
        "Copyright (c) 2023-2026 Saúl Ibarra Corretgé",
    ].join("\n"),
    "micropython-lib (modules in Python), in micropython.wasm": "Copyright (c) 2013, 2014 micropython-lib contributors",
};

/** All of BSD licence. */
const inPackagesBsd = {
    "re1.5, in micropython.wasm": "Copyright 2007-2009 Russ Cox.\nCopyright 2014 Paul Sokolovsky.",
    "webgpu.h, in wllama.wasm by way of llama.cpp": 'Copyright (c) 2019, "WebGPU native" developers',
};

/** Those with a text of their own, which lies in the folder. */
const inPackagesOther = {
    "uzlib, in micropython.wasm": "uzlib",
    "Modules of CPython, changed by micropython-lib to be smaller, in micropython.wasm": "python",
    "Tables of Unicode's data, in quickjs.wasm by way of QuickJS-ng": "unicode",
};

const llvm = `compiler-rt, libc++ and libc++abi of the LLVM project, in each .wasm file

Apache License 2.0 with LLVM Exceptions: https://llvm.org/LICENSE.txt

As an exception, if, as a result of your compiling your source code, portions of this Software are embedded into an
Object form of such source code, you may redistribute such embedded portions in such Object form without complying with
the conditions of Sections 4(a), 4(b) and 4(d) of the License.`;

/** The MIT licence of another holder. `holder`: the line of copyright. */
export const mitOf = (holder) => mit.replace(/^Copyright .*$/m, () => holder);

const texts = (list, textOf) => Object.entries(list).map(([name, of]) => `${name}\n\n${textOf(of)}`);

/** Of the modules of the npm package. */
export const ofOurModules = [...texts(holders, mitOf), llvm];

/** Of the modules that the page's other packages carry. */
export const ofPackages = [
    ...texts(inPackages, mitOf),
    ...texts(inPackagesBsd, (holder) => `${holder}\n${read("licences/bsd-3-clause.txt")}`),
    ...texts(inPackagesOther, (file) => read(`licences/${file}.txt`)),
];

export const separator = `\n\n${"-".repeat(72)}\n\n`;
