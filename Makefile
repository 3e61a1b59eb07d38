# Mithridate: `make run` and `make test` are all that a newcomer needs. `make help` lists the rest.

# System packages, by what needs them: linear algebra, reading .gz files, finding both, support-vector
# machines, figures.
SYSTEM_PACKAGES = libopenblas-dev liblapacke-dev zlib1g-dev pkg-config libsvm-dev gnuplot-nox
# And by what measuring needs: scripts make its tables, valgrind counts, pip fetches the peers.
BENCH_PACKAGES = python3
CHECK_PACKAGES = python3 valgrind binutils
PEER_PACKAGES = python3 python3-venv python3-dev build-essential

# MovieLens 100K comes inside this wheel on PyPI; its terms forbid passing it on.
DATA_WHEEL = recbole==1.2.1
DATA_SHA256 = 9c9948202011f37eb0a7c6768129313f00d6403ad221ec940d5e2d5d5f33a407
DATA_DIR = .build-data
ML_100K = $(DATA_DIR)/recbole/dataset_example/ml-100k/ml-100k.inter

# What `make run` audits: a data set that the package generates, or DATA=ml-100k.
DATA ?= synthetic
RUN_ARGUMENTS ?= --attacks none,random,average,popular,segment --seed 1
# And the fake sequences that it then injects beside generated ones.
LOKI_ARGUMENTS ?= --victim fpmc --controlled 0.05 --actions 6 --target-count 10 \
  --target-user-count 10 --attacks none,random,popular,alternate,loki --seed 1

# A folder of real ratings to measure on as well (Docs/Performance.md says which files), and how
# many lines the file has that reading is timed on.
DATA_FOLDER ?= $(MITHRIDATE_DATA)
LINES ?= 1000000
# How often the package and a peer take turns.
ROUNDS ?= 7
# The harness builds with other flags than `swift build`: each has its own folder.
BENCH_BUILD = swift build --package-path Benchmarks --scratch-path .build-programs -c release \
  --product
BENCH_PROGRAMS = .build-programs/release
RESULTS = .build-results
PEERS = .build-peers
MEASURE = MITHRIDATE_DATA="$(abspath $(DATA_FOLDER))" MITHRIDATE_BENCH_LINES=$(LINES)

# Inputs for each of the readers that `make fuzz` tries, and where its random numbers begin.
FUZZ_RUNS ?= 300000
FUZZ_SEED ?= 1
FUZZ_READERS ?= ratings inter sequences gzip npy
FUZZ_OPTIONS = -runs=$(FUZZ_RUNS) -seed=$(FUZZ_SEED) -max_len=4096 -timeout=10 -rss_limit_mb=2048 \
  -verbosity=0 -print_funcs=0

# A crash is to end a process at once, without a search for what stands where in it.
# The thread sanitizer maps a file larger than the limits that these tests set.
NOT_THREAD = OutputFailureTests.*Outgrow
LEAKS = suppressions=$(CURDIR)/Tests/Sanitizers/leaks.txt:print_suppressions=0
SANITIZED = SWIFT_BACKTRACE=enable=no LSAN_OPTIONS=$(LEAKS)

MODULES = $(shell sed -n '/^let modules/,/^]/p' Package.swift | grep -o '"[A-Za-z]*"' | tr -d '"')
SWIFT_FILES = Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Benchmarks \
  Benchmarks/Sources
ROOT = $(if $(filter 0,$(shell id -u)),,sudo)

# The scripts leave nothing behind beside themselves.
export PYTHONDONTWRITEBYTECODE = 1

.DEFAULT_GOAL := help
.PHONY: help run test test-debug test-release fuzz sanitize build bench bench-peers bench-check \
  bench-scaling bench-docs docs lint format data clean packages

help: ## List the targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

packages: ## Install the system packages that are missing.
	@missing=""; for package in $(SYSTEM_PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' \
	    || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "installing$$missing"; \
	  $(ROOT) apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $(ROOT) apt-get install -y -qq $$missing; \
	fi
	@command -v swift >/dev/null || { \
	  echo "make: Swift 6.3 is needed; see https://www.swift.org/install/linux" >&2; exit 1; }

build: packages ## Build the library and the command-line tool, optimized.
	swift build -c release

run: build ## Audit generated ratings and sequences, or MovieLens 100K with DATA=ml-100k.
ifeq ($(DATA),synthetic)
	.build/release/mithridate audit --synthetic small $(RUN_ARGUMENTS)
	.build/release/mithridate loki --synthetic small $(LOKI_ARGUMENTS)
else ifeq ($(DATA),ml-100k)
	@$(MAKE) --no-print-directory data
	.build/release/mithridate audit --ratings $(ML_100K) $(RUN_ARGUMENTS)
else
	.build/release/mithridate audit --ratings $(DATA) $(RUN_ARGUMENTS)
endif

test: test-debug test-release ## Run all tests, in debug and in release builds.

test-debug: packages
	swift test

test-release: packages
	swift test -c release -Xswiftc -enable-testing --scratch-path .build-release-tests

fuzz: packages ## Read FUZZ_RUNS damaged files with each reader; FUZZ_SEED varies them.
	@mkdir -p .build-fuzz/findings
	@echo "building the readers for libFuzzer and the address sanitizer"
	@MITHRIDATE_FUZZ=1 swift build -c release --scratch-path .build-fuzz --product ReaderFuzzer \
	  -Xswiftc -sanitize=fuzzer,address -Xswiftc -parse-as-library > .build-fuzz/log 2>&1 \
	  || { cat .build-fuzz/log; exit 1; }
	@echo "seed $(FUZZ_SEED), $(FUZZ_RUNS) inputs for each of: $(FUZZ_READERS)"
	@for reader in $(FUZZ_READERS); do \
	  rm -rf .build-fuzz/corpus/$$reader; mkdir -p .build-fuzz/corpus; \
	  $(SANITIZED) MITHRIDATE_FUZZ_READER=$$reader .build-fuzz/release/ReaderFuzzer $(FUZZ_OPTIONS) \
	    -artifact_prefix=.build-fuzz/findings/$$reader- .build-fuzz/corpus/$$reader \
	    2> .build-fuzz/$$reader.log || { tail -n 40 .build-fuzz/$$reader.log; exit 1; }; \
	done

sanitize: packages ## Run all tests under the address and the thread sanitizer.
	$(SANITIZED) swift test --sanitize=address --scratch-path .build-asan
	$(SANITIZED) swift test --sanitize=thread --scratch-path .build-tsan --skip $(NOT_THREAD)

bench: SYSTEM_PACKAGES += $(BENCH_PACKAGES)
bench: packages ## Run the benchmarks and print a table (DATA_FOLDER=…, LINES=…).
	$(BENCH_BUILD) Overhead
	rm -rf $(RESULTS)/harness
	mkdir -p $(RESULTS)/harness
	$(BENCH_PROGRAMS)/Overhead > $(RESULTS)/overhead.json
	$(MEASURE) swift package --package-path Benchmarks --scratch-path .build-bench \
	  --disable-sandbox --allow-writing-to-package-directory benchmark --no-progress \
	  --format histogramSamples --path $(abspath $(RESULTS))/harness > $(RESULTS)/harness.log \
	  || { cat $(RESULTS)/harness.log >&2; exit 1; }
	@python3 Benchmarks/Reports/bench.py $(RESULTS)

bench-peers: SYSTEM_PACKAGES += $(PEER_PACKAGES)
bench-peers: packages $(PEERS)/installed ## Time the package beside cmfrec, implicit and NumPy (DATA_FOLDER=…).
	$(BENCH_BUILD) PeerDriver
	$(MEASURE) $(PEERS)/bin/python Benchmarks/Peers/peers.py $(BENCH_PROGRAMS)/PeerDriver \
	  --rounds $(ROUNDS) --output $(RESULTS)

$(PEERS)/installed: Benchmarks/Peers/requirements.txt | packages
	rm -rf $(PEERS)
	python3 -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --requirement $<
	touch $@

bench-check: SYSTEM_PACKAGES += $(CHECK_PACKAGES)
bench-check: packages ## Count instructions and allocations against thresholds (RENEW=1 sets them).
	$(BENCH_BUILD) Check
	python3 Benchmarks/Reports/check.py $(BENCH_PROGRAMS)/Check Benchmarks/Thresholds.json \
	  $(if $(RENEW),--renew)

bench-scaling: SYSTEM_PACKAGES += $(BENCH_PACKAGES)
bench-scaling: packages ## Time and memory from 10⁴ to 10⁷ ratings and rank 8 to 256, with exponents.
	$(BENCH_BUILD) Scaling
	python3 Benchmarks/Reports/scaling.py $(BENCH_PROGRAMS)/Scaling --output $(RESULTS)

bench-docs: SYSTEM_PACKAGES += $(BENCH_PACKAGES)
bench-docs: packages ## Put the tables of the last runs into Docs/Performance.md.
	python3 Benchmarks/Reports/document.py $(RESULTS) Docs/Performance.md

docs: packages ## Build the documentation into .build-docs/site.
	MITHRIDATE_DOCUMENTATION=1 swift package --scratch-path .build-docs \
	  --allow-writing-to-directory .build-docs/site generate-documentation \
	  $(foreach module,$(MODULES),--target $(module)) --warnings-as-errors \
	  --enable-experimental-combined-documentation --output-path .build-docs/site

lint: ## Check the format and style of every Swift file.
	swift format lint --strict --parallel --recursive $(SWIFT_FILES)

format: ## Put every Swift file into the package's format.
	swift format --in-place --parallel --recursive $(SWIFT_FILES)

data: $(ML_100K) ## Fetch MovieLens 100K from PyPI, its checksum verified.

$(ML_100K):
	@python3 -m pip --version >/dev/null 2>&1 || { \
	  $(ROOT) apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $(ROOT) apt-get install -y -qq python3-pip; }
	rm -rf $(DATA_DIR)/wheel
	python3 -m pip download --quiet --no-deps --dest $(DATA_DIR)/wheel $(DATA_WHEEL)
	echo "$(DATA_SHA256)  $$(ls $(DATA_DIR)/wheel/*.whl)" | sha256sum --check --quiet
	python3 -c 'import glob, zipfile; zipfile.ZipFile(glob.glob("$(DATA_DIR)/wheel/*.whl")[0]).extract("$(patsubst $(DATA_DIR)/%,%,$(ML_100K))", "$(DATA_DIR)/partial")'
	mkdir -p $(dir $(ML_100K))
	mv $(DATA_DIR)/partial/$(patsubst $(DATA_DIR)/%,%,$(ML_100K)) $(ML_100K)
	rm -rf $(DATA_DIR)/partial $(DATA_DIR)/wheel

clean: ## Remove everything that was built or fetched.
	rm -rf .build .build-* Benchmarks/.build
