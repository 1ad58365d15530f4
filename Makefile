SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

GO      ?= go
LINT    := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
APIDIFF := golang.org/x/exp/cmd/apidiff@v0.0.0-20261113113407-e3970619a1a4
RELEASE := github.com/goreleaser/goreleaser/v2@v2.12.7
FUZZTIME ?= 30s

.PHONY: help all fmt fmt-check vet lint test features defects mutants verify bench bench-peers interop fuzz image golden screenshots snapshot release apidiff clean

help: ## Show the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

all: fmt-check vet lint test features verify ## Everything that CI checks

fmt: ## Format the code
	gofmt -w $$(git ls-files '*.go')

fmt-check:
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); test -z "$$unformatted" || { echo "not formatted: $$unformatted"; exit 1; }

vet: ## go vet
	$(GO) vet ./...

lint: ## golangci-lint, built from source on first use
	$(GO) run $(LINT) run

test: ## All tests with the race detector, in random order; TESTFLAGS are added
	$(GO) test -race -shuffle=on -timeout 40m $(TESTFLAGS) ./...

features: ## The features as a plain godog suite, a subtest for each scenario
	$(GO) test ./steps -run TestFeatures

defects: ## The matrix of defects and the scenarios that catch them
	$(GO) test ./steps -run 'TestDefects|TestUnlisted|TestLegal|TestHostile|TestDemands|TestRoots|TestSharedServer' -defects -timeout 40m

mutants: ## Answers with one thing spoilt: which scenarios nothing fails
	$(GO) test ./steps -run TestMutants -mutants 150 -v -timeout 30m

verify: ## Judge the embedded reference server, or TARGET=URL [TOKEN_FILE=F]
	$(GO) run . verify $(if $(TARGET),--target $(TARGET)) $(if $(TOKEN_FILE),--token-file $(TOKEN_FILE))
	$(if $(TARGET),,$(GO) run . verify --profile vcc)

bench: ## Benchmarks; figures are ratios within one run
	$(GO) test -run '^$$' -bench . -benchmem ./...

bench-peers: ## Requests per second beside another SCIM server; the first build fetches that from the module proxy
	cd fixtures/peers/elimity && $(GO) vet . && $(GO) test .
	$(GO) test -run '^$$' -bench Peers -benchtime 9x . -peers

BETTERAUTH := fixtures/peers/betterauth
interop: ## Judge two servers of other people; INTEROP=-interop-update writes their lists of known failures anew
	cd $(BETTERAUTH) && { test -d node_modules/better-auth || npm ci --legacy-peer-deps --no-audit --no-fund; }
	cd $(BETTERAUTH) && { test -f node_modules/better-sqlite3/build/Release/better_sqlite3.node || npm rebuild better-sqlite3; }
	$(GO) test -count=1 -timeout 10m -run '^TestInterop$$' . -interop $(INTEROP)

fuzz: ## Each fuzz target for FUZZTIME
	@for package in $$($(GO) list ./...); do \
	  for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz' || true); do \
	    echo "$$package $$target"; $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 100x $$package; \
	  done; \
	done

image: ## The container image entrasim:latest; needs a Docker engine that reaches a registry
	docker build -t entrasim .

screenshots: ## Pictures of report.html after a real run, in DIR (reports/out/pictures)
	$(GO) test . -run '^TestScreenshots$$' -count=1 -screenshots $(or $(DIR),reports/out/pictures)

golden: ## Rewrite the golden files; review them as code
	$(GO) test $$(grep -rl 'flag.Bool("update"' --include='*_test.go' . | xargs -n1 dirname | sort -u) -update

snapshot: ## The files of a release into dist/: archives, checksums, lists of modules; nothing is published
	$(GO) run $(RELEASE) release --snapshot --clean

release: ## A draft of a release on GitHub from the tag that is checked out; needs GITHUB_TOKEN
	$(GO) run $(RELEASE) release --clean --release-notes CHANGELOG.md

apidiff: ## Incompatible changes of the Go packages since BASE, a commit or a tag (the last tag)
	@old=$$(mktemp -d); \
	git archive "$(or $(BASE),$$(git describe --tags --abbrev=0))" | tar x -C "$$old"; \
	(cd "$$old" && $(GO) run $(APIDIFF) -m -w "$$old/old.api" github.com/entrasim/entrasim); \
	$(GO) run $(APIDIFF) -m -incompatible "$$old/old.api" github.com/entrasim/entrasim; rm -rf "$$old"

clean: ## Remove what builds and runs leave behind
	rm -rf entrasim reports/out dist dist-extra
	$(GO) clean -testcache
