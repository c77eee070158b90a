# make reproduce   recompute every table and figure; RECORD=yes publishes from changed sources
# make lab         open copies of the notebooks, to change at will
# make test        check the code, run the tests             make bench  measure times
# make check       lint, and look whether the code is formatted; make format formats it
# make verify      recompute everything elsewhere and compare it with what is committed
# make site        build the site from what is stored, in build/site; make test-site opens it in a browser
# make tables      write the report's tables, printed beside recomputed, as a workbook, LaTeX and Markdown in build/
# make scenario NAME=without_wuhan   run everything under a what-if; make scenarios runs all of scenarios/
# make index DATA=my.xlsx     compute an index from data of your own; make template DIR=my.xlsx prepares a workbook
# make synthetic   write the synthetic raw data anew
# make solutions   run the solutions to the exercises anew
# make test-oldest verify all numbers and run the tests with the oldest versions of
#                  libraries that pyproject.toml allows and that go together
# make test-slurm  run the scenarios on a Slurm of one node, where it can be installed
# make conventions check the citation, the licences and the descriptors by the tools of their standards
# make trust       try all bad inputs and forgeries, those too that take long
# make lock        renew the locks under requirements/       make clean  remove everything generated
# make dependencies   renew what docs/dependencies.md tells, after make lock; make vulnerabilities asks what is known
.PHONY: reproduce test check format verify test-oldest test-slurm scenario scenarios index template synthetic solutions lab site tables test-site bench conventions trust dependencies vulnerabilities lock clean
.DEFAULT_GOAL := reproduce

PYTHON ?= python3
# A checkout that was copied or moved works on itself, not on the one it was installed from.
export PYTHONPATH := $(CURDIR)/src$(if $(filter Windows_NT,$(OS)),;,:)$(CURDIR)/compindex/src
# Where no language is set, names of files may have any letters all the same.
ifneq (,$(filter C POSIX,$(LC_ALL)))
export LC_ALL := C.UTF-8
endif
SCRIPTS := $(if $(filter Windows_NT,$(OS)),Scripts,bin)
RUN := .venv/$(SCRIPTS)/python
# The main command runs in a Python that no variable of the user's reaches, nor a package of theirs.
CICII = -I -X utf8 src/cicii/launch.py cicii
# A home of another Python stops this one. Of the settings of pip and uv, those stay that say where packages come from
# and are kept; those that say what is installed, and where to, do not.
unexport PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX PIP_ROOT PIP_PYTHON PIP_DRY_RUN PIP_REQUIRE_VIRTUALENV
KEPT := UV_INDEX% UV_DEFAULT_INDEX UV_EXTRA_INDEX_URL UV_NO_INDEX UV_FIND_LINKS UV_KEYRING_PROVIDER UV_INSECURE_HOST \
  UV_NATIVE_TLS UV_SYSTEM_CERTS UV_HTTP_% UV_REQUEST_% UV_OFFLINE UV_CACHE_DIR UV_NO_CACHE UV_LINK_MODE UV_CONCURRENT_%
$(foreach name,$(filter-out $(KEPT),$(filter UV_%,$(.VARIABLES))),$(eval unexport $(name)))
# What is given on the command line reaches a recipe through the environment, as it was
# typed: neither make nor the shell may read it as something to run.
given = $(if $(filter command,$(origin $1)),$(value $1))
override NAME := $(call given,NAME)
override DATA := $(call given,DATA)
override DIR := $(call given,DIR)
override SCENARIO := $(call given,SCENARIO)
override SCENARIOS := $(call given,SCENARIOS)
override RECORD := $(call given,RECORD)
export NAME DATA DIR SCENARIO SCENARIOS
# uv where it is installed; else one of our own, with its hash checked, as soon as something has to be set up.
UV := $(or $(shell command -v uv 2>/dev/null),build/uv/$(SCRIPTS)/uv)
.SECONDARY: build/uv/$(SCRIPTS)/uv
INSTALL = $(UV) pip install --quiet --compile-bytecode --require-hashes

reproduce: .venv/run
	@$(RUN) $(CICII) reproduce $(if $(filter yes,$(RECORD)),--record)

test: check
	@$(RUN) -m pytest
	@cd compindex && ../$(RUN) -m pytest

check: .venv/test
	@$(RUN) -m ruff check --quiet .
	@$(RUN) -m ruff format --quiet --check .

format: .venv/test
	@$(RUN) -m ruff check --quiet --fix .
	@$(RUN) -m ruff format --quiet .

verify: .venv/run
	@$(RUN) $(CICII) verify

# Other versions draw other pixels and write numbers of notebooks in other ways; the
# numbers and the verdicts are the same.
test-oldest: .venv-oldest/oldest
	@.venv-oldest/$(SCRIPTS)/python $(CICII) verify --numbers
	@.venv-oldest/$(SCRIPTS)/python -m pytest -m "not same_versions" tests src
	@cd compindex && ../.venv-oldest/$(SCRIPTS)/python -m pytest

test-slurm: .venv-slurm/slurm
	@.venv-slurm/$(SCRIPTS)/python tests/on_slurm.py $$SCENARIOS

scenario: .venv/run
	@$(RUN) $(CICII) scenario -- "$$NAME"

scenarios: .venv/run
	@$(RUN) $(CICII) scenario

index: .venv/run
	@$(RUN) $(CICII) index --scenario="$$SCENARIO" -- "$$DATA"

template: .venv/run
	@$(RUN) $(CICII) template -- "$$DIR"

synthetic: .venv/run
	@$(RUN) $(CICII) synthetic

solutions: .venv/run
	@$(RUN) $(CICII) solutions

# The kernel called python3 is ours, whatever kernels and settings a user has; what is set in JupyterLab is kept in build.
OWN_JUPYTER = env -u CICII_RESULTS -u MATPLOTLIBRC -u JUPYTER_CONFIG_PATH JUPYTER_PATH="$$PWD/../jupyter" JUPYTER_CONFIG_DIR="$$PWD/../jupyter/settings"
lab: .venv-lab/lab
	@.venv-lab/$(SCRIPTS)/python $(CICII) lab
	@cd build/lab && $(OWN_JUPYTER) ../../.venv-lab/$(SCRIPTS)/python -I -m jupyterlab --LabApp.default_url=/lab/tree/notebooks

site: .venv-site/site
	@.venv-site/$(SCRIPTS)/python $(CICII) site

tables: .venv/run
	@$(RUN) $(CICII) tables

test-site: .venv-site/browse
	@.venv-site/$(SCRIPTS)/python -m pytest --override-ini addopts="-q -rs --import-mode=importlib" tests/in_browser.py tests/what_if_in_browser.py

bench: .venv/run .venv-bench/bench
	@$(RUN) benchmarks/main_command.py
	@$(RUN) benchmarks/million_articles.py
	@$(RUN) benchmarks/read_tables.py
	@$(RUN) benchmarks/index_engine.py
	@$(RUN) benchmarks/own_index.py
	@.venv-bench/$(SCRIPTS)/python -W ignore benchmarks/rank_probabilities.py

trust: .venv/test
	@CICII_TRUST=whole $(RUN) -m pytest -p no:xdist --override-ini addopts="-q --import-mode=importlib" tests/trust

dependencies: .venv/run | $(UV)
	@$(RUN) -m cicii.dependencies

vulnerabilities: .venv/run | $(UV)
	@$(RUN) -m cicii.dependencies --vulnerabilities

conventions: .venv/run .venv-conventions/conventions
	@.venv-conventions/$(SCRIPTS)/cffconvert --validate
	@.venv-conventions/$(SCRIPTS)/reuse lint --quiet && echo "Every file has a licence that stands in LICENSES."
	@for file in data/datapackage.json data/*/datapackage.json; do \
	  .venv/$(SCRIPTS)/frictionless validate --json $$file > /dev/null && echo "$$file is valid." || exit 1; done

PROJECTS = pyproject.toml compindex/pyproject.toml
# An environment is ready when the file named after its group is newer than its lock.
.venv/run: requirements/run.txt $(PROJECTS) | $(UV)
.venv/test: requirements/test.txt $(PROJECTS) | $(UV)
.venv-lab/lab: requirements/lab.txt $(PROJECTS) | $(UV)
.venv-bench/bench: requirements/bench.txt $(PROJECTS) | $(UV)
.venv-site/site: requirements/site.txt $(PROJECTS) | $(UV)
.venv-site/browse: requirements/browse.txt $(PROJECTS) | $(UV)
.venv-oldest/oldest: requirements/oldest.txt $(PROJECTS) | $(UV)
.venv-slurm/slurm: requirements/slurm.txt $(PROJECTS) | $(UV)
.venv/run .venv/test .venv-lab/lab .venv-oldest/oldest .venv-bench/bench .venv-slurm/slurm .venv-site/site .venv-site/browse:
	@echo "Setting up $(@D) for '$(@F)' (only the first time) ..."
	@$(PYTHON) -c "import sys; sys.exit('error: Python %d.%d found; expected 3.11 or newer (make PYTHON=...)' % sys.version_info[:2] if sys.version_info < (3, 11) else 0)"
	@test -e $(@D)/pyvenv.cfg || $(UV) venv --quiet --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(@D)
	@$(INSTALL) --python $(@D) -r requirements/$(@F).txt
	@$(UV) pip install --quiet --python $(@D) --no-deps --no-build-isolation --editable ./compindex --editable .
	@MPLCONFIGDIR=build/matplotlib MPLBACKEND=agg $(@D)/$(SCRIPTS)/python -c "import matplotlib.font_manager"  # lists the fonts, once
	@touch $@

# Tools alone: the project is not installed beside them.
.venv-conventions/conventions: requirements/conventions.txt | $(UV)
	@echo "Setting up $(@D) (only the first time) ..."
	@test -e $(@D)/pyvenv.cfg || $(UV) venv --quiet --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(@D)
	@$(INSTALL) --python $(@D) -r $<
	@touch $@

build/uv/$(SCRIPTS)/uv: requirements/uv.txt
	@$(PYTHON) -m venv --clear build/uv
	@build/uv/$(SCRIPTS)/python -m pip install --quiet --disable-pip-version-check --no-user --target= --prefix="$(CURDIR)/build/uv" --require-hashes -r $<
	@test -x $@ && touch $@

# Everything is resolved once for the oldest Python; then each group universally, held to those versions, so that
# the locks agree with each other and every Python gets the same releases.
COMPILE = $(UV) pip compile --quiet --no-header --no-annotate --python-version 3.11
lock: | $(UV)
	@mkdir -p build requirements
	@$(COMPILE) $(PROJECTS) --upgrade --group run --group lab --group test --group slurm --group site --group browse -o build/lock.txt
	@for group in run lab test slurm site browse; do \
	  $(COMPILE) $(PROJECTS) --universal --generate-hashes --group $$group -c build/lock.txt -o requirements/$$group.txt; done
	@$(COMPILE) $(PROJECTS) --upgrade --universal --generate-hashes --resolution lowest-direct --group test -o requirements/oldest.txt
	@$(COMPILE) pyproject.toml --upgrade --group bench -o build/bench.txt  # apart from the others, see there
	@$(COMPILE) pyproject.toml --universal --generate-hashes --group bench -c build/bench.txt -o requirements/bench.txt
	@$(COMPILE) pyproject.toml --upgrade --universal --generate-hashes --group conventions -o requirements/conventions.txt
	@echo uv | $(UV) pip compile --quiet --no-header --no-annotate --universal --generate-hashes --python-version 3.11 - -o requirements/uv.txt

clean:
	rm -rf build .venv .venv-lab .venv-bench .venv-oldest .venv-slurm .venv-site .venv-conventions .snakemake
