# Verbs only: each is `python -m kata VERB`, which also runs where there is no make.
PYTHON ?= python3
# Empty unless given to make itself: some shells keep a NAME in the environment.
NAME :=
EXPR :=
JSON :=
V :=
SIZE :=
EX ?= $(ex)
# Messages then point to make.
export KATA_MAKE = 1
KATA = $(or $(wildcard .venv/bin/python),$(PYTHON)) -m kata
FLAGS = $(EX) $(if $(NAME),"$(NAME)") $(if $(ALONE),--alone) $(if $(OWN),--own) $(if $(IN),--in "$(IN)") \
	$(if $(SEED),--seed $(SEED)) $(if $(GIVE_UP),--give-up) $(if $(EXPR),--of "$(EXPR)") $(if $(JSON),--json) $(if $(V),-v) \
	$(if $(PEERS),--peers) $(if $(SIZE),--size $(SIZE))

VERBS = $(basename $(notdir $(wildcard kata/verbs/[a-z]*.py)))
STRICT = check docs doctor mistake mutants site
.PHONY: help tests $(VERBS)

help:
	@$(KATA) help

# Status 1 means "not yet": no reason for make to print an error into a lesson.
$(filter-out $(STRICT), $(VERBS)):
	@$(KATA) $@ $(FLAGS) || [ $$? -eq 1 ]

$(STRICT):
	@$(KATA) $@ $(FLAGS)

tests: test
