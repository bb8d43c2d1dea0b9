# Một Cửa: `make run` and `make test` are all that is needed. See README.md.

DATA ?= data
DOSSIERS ?= 600
HOST ?= 127.0.0.1
PORT ?= 8080
FUZZ_SECONDS ?= 60
program := .build/release/motcua

.PHONY: run test soak bench fuzz clean

# Installs what is missing, builds, makes the demo district if the data folder is empty, serves.
run:
	@Tests/Tools/swift-toolchain
	@Tests/Tools/debian-packages run
	swift build --configuration release --product motcua
	@$(program) demo --if-empty --data $(DATA) --dossiers $(DOSSIERS)
	@exec $(program) serve --data $(DATA) --host $(HOST) --port $(PORT)

# Lint, build, unit and browser tests; ends with counts.
test: .venv/ready
	@Tests/Tools/swift-toolchain
	@Tests/Tools/test

# What takes longer than a test may, by hand.
soak: .venv/ready
	swift build --configuration release --product motcua
	MOTCUA_PROGRAM=$(program) .venv/bin/python Tests/Soak/kill_loop.py
	MOTCUA_PROGRAM=$(program) .venv/bin/python Tests/Soak/million.py --data .build/million

# The server beside a bare C loop, its instructions for a request, and what the portal's pages cost, by hand.
bench:
	@Tests/Tools/debian-packages bench
	swift build --configuration release --product ShortPage
	swift build --configuration release --product motcua
	Tests/Bench/instructions .build/release/ShortPage
	Tests/Bench/compare .build/release/ShortPage
	MOTCUA_PROGRAM=$(program) python3 Tests/Bench/pages.py

# Readers of what comes from outside, with bytes of all kinds, FUZZ_SECONDS each, by hand.
fuzz:
	Tests/Fuzz/run $(FUZZ_SECONDS)

# Forgets what was built; the data folder stays.
clean:
	rm -rf .build .venv Tests/Browser/screenshots

# Python packages of the browser tests.
.venv/ready: Tests/Browser/requirements.txt
	@Tests/Tools/debian-packages test
	/usr/bin/python3 -m venv .venv
	.venv/bin/pip install --quiet --requirement Tests/Browser/requirements.txt
	@touch $@
