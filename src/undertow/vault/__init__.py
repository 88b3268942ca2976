"""The encrypted file a person's record lives in, and what may be done with it while it is open.

`vault` is the open file; `keeping` restores and erases; `place` says where the file lies. Whatever
goes wrong here is a `undertow.record.problem.Problem`; `trouble` names the kinds of it.
"""
