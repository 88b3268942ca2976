"""A04: the row of the ledger; the experiment and all that is reported beside it stand together."""

from undertow.evidence.alternation import alternation_forms_the_bond

ROW = alternation_forms_the_bond
