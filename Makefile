# The usual things, in one word each. `make help` lists them.
PREFIX ?= /usr/local
SWIFT_FLAGS := --explicit-target-dependency-import-check error
RELEASE := -c release --static-swift-stdlib
PROGRAM = $(shell swift build $(RELEASE) --show-bin-path)/mvsync

.PHONY: help setup build test lint format demo bench install uninstall clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install the system packages that are missing
	@scripts/setup.sh

build: setup ## the program, in release
	swift build $(RELEASE) $(SWIFT_FLAGS) --product mvsync

test: setup ## build and run all tests
	swift build --build-tests $(SWIFT_FLAGS)
	swift test --skip-build

lint: ## check the form of the source
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Benchmarks

format: ## bring the source into form
	swift format --in-place --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Benchmarks

fixtures/media/song.flac:
	swift build $(RELEASE) --product demo-media
	$(dir $(PROGRAM))demo-media fixtures/media

demo: build fixtures/media/song.flac ## make a song and six clips, and cut them to a video in demo/
	mkdir -p demo
	$(PROGRAM) align fixtures/media/song.flac fixtures/media/clips -o demo/video.mp4 --report --force

bench: setup ## the speed of each stage
	cd Benchmarks && swift package --disable-sandbox benchmark

install: build ## put the program, completions and man page under PREFIX
	scripts/install.sh "$(PROGRAM)" "$(DESTDIR)$(PREFIX)"

uninstall: ## remove what install put there
	scripts/install.sh --remove "$(DESTDIR)$(PREFIX)"

clean: ## remove what was built and made
	rm -rf .build demo fixtures/media
