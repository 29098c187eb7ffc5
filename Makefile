# Two commands do everything, set-up included: `make demo` and `make test`. `make help` lists the rest.
#
# What is missing is installed by emsdk-config/setup.sh (Debian) or named (elsewhere). Stamps under build/ make the
# second time quick.

SHELL := /bin/bash
.DEFAULT_GOAL := help
BANK ?= ../shared/bank
PORT ?= 8080
# Where setup.sh puts Node and npm when the system's are too old.
export PATH := $(CURDIR)/build/tools/node_modules/.bin:$(PATH)
WERROR := -DSMACS_WERROR=$(if $(CI),ON,OFF)
setup = @mkdir -p build/setup && emsdk-config/setup.sh $(1) && touch $@

# clang-tidy on every file of src, on all cores; it counts suppressed warnings of system headers on stderr. `lint` leaves
# out the analyzer, which takes a dozen times as long as all the other checks.
tidy = bash -c "git ls-files 'src/*.c' | xargs -P $$(nproc) -n 4 clang-tidy --quiet -p build/native $(1) 2>/dev/null"
# poison.h cannot forbid free and realloc, because the allocator has members of these names.
raw_allocation = bash -c "! git grep -nP '(?<![\w.>*])(free|realloc)\s*\(' -- 'src/*.[ch]' ':!src/cli' ':!src/tool' ':!src/host' ':!src/lab' ':!src/import' ':!src/base/mem.c'"

.PHONY: help demo test test-models test-asan test-threads bench lint analyse format native wasm wasi asan site eval certainty assets shots fuzz fuzz-coverage clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

demo: site $(if $(NO_MODELS),,build/setup/models) ## build everything, fetch small models, serve the page, print its address
	@node web/scripts/demo.mjs web/dist $(PORT)

test: native asan wasi wasm build/setup/test build/setup/npm ## run every test; the last line is the total
	@node tests/run.mjs

test-models: site build/setup/test build/setup/models ## fetch two small models, and take the page's whole way with them
	@web/scripts/fetch-models.py >/dev/null
	@npm run test-models --silent --ignore-scripts -w web

test-asan: asan build/setup/test ## run the command's own tests with the build that has sanitizers
	@SMACS_NATIVE=$(CURDIR)/build/asan-ubsan/smacs SMACS_WASI=none node --test tests/cli/*.test.mjs

test-threads: build/setup/native ## have two threads share an index, under ThreadSanitizer
	@cmake --preset tsan $(WERROR) >/dev/null
	@cmake --build --preset tsan
	@build/tsan/smacs_threads

bench: native site build/setup/test ## measure sizes and times
	@node tests/bench.mjs

lint: native build/setup/lint build/setup/npm ## check the style of C and TypeScript
	@rc=0; step() { echo "lint: $$1"; shift; "$$@" || rc=1; }; \
	step "C format" clang-format --dry-run -Werror $$(git ls-files '*.c' '*.h' ':!tests/golden'); \
	step "C allocation" $(raw_allocation); \
	step "C (clang-tidy)" $(call tidy,--checks=-clang-analyzer-*); \
	step "TypeScript, CSS and JSON" npx biome check .; \
	step "the package's types, which the page uses" npm run build --silent -w wasm; \
	step "TypeScript types" npm run lint --silent --workspaces --if-present; \
	exit $$rc

analyse: native build/setup/lint ## look for faults of C along all its paths, in minutes
	@$(call tidy)

format: build/setup/lint build/setup/npm ## rewrite C and TypeScript in the project's style
	clang-format -i $$(git ls-files '*.c' '*.h' ':!tests/golden')
	npx biome check --write .

native: build/setup/native ## the command build/native/smacs and the native tests
	@cmake --preset native $(WERROR) >/dev/null
	@cmake --build --preset native

asan: build/setup/native
	@cmake --preset asan-ubsan $(WERROR) >/dev/null
	@cmake --build --preset asan-ubsan

wasm: build/setup/wasm ## the module build/wasm/smacs.wasm
	@cmake --preset wasm $(WERROR) >/dev/null
	@NODE_PATH=/usr/share/nodejs cmake --build --preset wasm

wasi: build/setup/wasm ## the command as a WASI module, build/wasi/smacs.wasm
	@cmake --preset wasi $(WERROR) >/dev/null
	@cmake --build --preset wasi

site: wasm build/setup/npm ## the page as static files for any host, web/dist
	npm run build --workspaces --if-present

eval: native ## reproduce the numbers of README.md from the question banks in BANK
	@node tests/eval.mjs $(BANK)

certainty: native site ## fit the weights of certainties to the question banks in BANK
	@node tests/certainty.mjs $(BANK)
	@node tests/checked-certainty.mjs $(BANK)

assets: native ## rebuild the default embedder and index from the question banks in BANK
	web/assets/build.sh $(BANK)

shots: site build/setup/test ## take the screenshots of web/docs
	npm run shots -w web

fuzz: build/setup/fuzz ## fuzz the readers of hostile input for a minute each (clang)
	cmake --preset fuzz >/dev/null && cmake --build --preset fuzz
	for f in build/fuzz/fuzz_*; do \
	    t=$${f##*fuzz_}; d=tests/fuzz/$$t.dict; \
	    mkdir -p build/corpus/fuzz_$$t && \
	    $$f -max_total_time=60 $$([ -f $$d ] && echo -dict=$$d) build/corpus/fuzz_$$t tests/fuzz/corpus/$$t || exit 1; \
	done

fuzz-coverage: build/setup/fuzz ## measure which lines the corpora of fuzzing reach, against tests/fuzz/floors.txt
	@cmake --preset coverage >/dev/null && cmake --build --preset coverage >/dev/null
	@node tests/fuzz/coverage.mjs

clean: ## remove what was built
	rm -rf build node_modules wasm/node_modules web/node_modules tests/consumer/node_modules wasm/dist wasm/*.wasm wasm/default.sm? web/dist

build/setup/native: emsdk-config/setup.sh
	$(call setup,native)
build/setup/wasm: emsdk-config/setup.sh emsdk-config/emscripten-version
	$(call setup,native wasm)
build/setup/test: emsdk-config/setup.sh
	$(call setup,test)
build/setup/models: emsdk-config/setup.sh
	$(call setup,models)
build/setup/lint: emsdk-config/setup.sh
	$(call setup,lint)
build/setup/fuzz: emsdk-config/setup.sh
	$(call setup,native fuzz)
build/setup/npm: package-lock.json emsdk-config/setup.sh
	@mkdir -p build/setup && emsdk-config/setup.sh npm
	@echo "setup: installing the npm packages of package-lock.json"
	npm ci --loglevel=error
	@touch $@
