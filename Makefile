# The usual things, in one word each. `make help` lists them.
PREFIX ?= /usr/local
SWIFT_FLAGS := --explicit-target-dependency-import-check error
RELEASE := -c release --static-swift-stdlib
# Many tests wait for programs and block the thread that they run on. As many tests as there are threads at once, and none waits in vain.
RUN_TESTS := swift test --skip-build --experimental-maximum-parallelization-width $(shell nproc)
PROGRAM = $(shell swift build $(RELEASE) --show-bin-path)/mvsync

.PHONY: help setup build test test-interchange test-services lint format demo bench install uninstall clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install the system packages that are missing
	@scripts/setup.sh

build: setup ## the program, in release
	swift build $(RELEASE) $(SWIFT_FLAGS) --product mvsync

test: setup ## build and run all tests
	swift build --build-tests $(SWIFT_FLAGS)
	$(RUN_TESTS)

# The suites of foreign readers, by the program that each needs.
READERS := InterchangeTests|SchemaTests|PageTests|ServeTests|RenderScriptTests|ExportTests

test-interchange: setup ## install the programs that read exports, and run the tests that need them
	swift build --build-tests $(SWIFT_FLAGS)
	MVSYNC_INTERCHANGE_PYTHON="$$(scripts/setup-interchange.sh)" $(RUN_TESTS) --filter "$(READERS)"

test-services: setup ## install the vendors' own clients of services, and hold our stand-ins of these services against them
	swift build --build-tests $(SWIFT_FLAGS)
	MVSYNC_SERVICES_PYTHON="$$(scripts/setup-services.sh)" $(RUN_TESTS) --filter VendorClientTests

lint: ## check the form of the source
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Benchmarks

format: ## bring the source into form
	swift format --in-place --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Benchmarks

fixtures/media/song.flac:
	swift build $(RELEASE) --product demo-media
	$(dir $(PROGRAM))demo-media fixtures/media

demo: build fixtures/media/song.flac ## make a song and six clips, and cut them to a video in demo/; then the whole way from a topic
	mkdir -p demo
	$(PROGRAM) align fixtures/media/song.flac fixtures/media/clips -o demo/video.mp4 --report --force
	if [ -e demo/lighthouse/job.json ]; then $(PROGRAM) generate --resume demo/lighthouse; \
	else $(PROGRAM) generate "A lighthouse at dawn" --provider sketch --song-seconds 45 -o demo/lighthouse; fi

bench: setup ## the speed of each stage
	cd Benchmarks && swift package --disable-sandbox benchmark

install: build ## put the program, completions and man page under PREFIX
	scripts/install.sh "$(PROGRAM)" "$(DESTDIR)$(PREFIX)"

uninstall: ## remove what install put there
	scripts/install.sh --remove "$(DESTDIR)$(PREFIX)"

clean: ## remove what was built and made
	rm -rf .build demo fixtures/media
