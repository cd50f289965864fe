-- When a copy was last found to be the same as its source: from then on its snapshot may go. Null where it never was, or is not any more.
alter table amig.copy add column verified_at timestamptz;
