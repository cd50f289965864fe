-- By which a copy's destination is known when a swap has given it another name. Null where its database gives tables no id.
alter table amig.copy_sum add column destination_id uuid;
