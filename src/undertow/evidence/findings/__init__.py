"""What has been published: one file a finding, named by its id (evidence.md, E rows)."""
