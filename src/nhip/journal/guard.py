"""The database itself refuses to change or delete a row of the journal: triggers, per database kind.

Only somebody with rights to drop triggers gets past them, and the chain shows what he did.
"""

TABLE = "journal_entry"

SQLITE_ON = (
    f"""CREATE TRIGGER IF NOT EXISTS journal_no_update BEFORE UPDATE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'journal rows are never changed'); END""",
    f"""CREATE TRIGGER IF NOT EXISTS journal_no_delete BEFORE DELETE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'journal rows are never removed'); END""",
)
SQLITE_OFF = ("DROP TRIGGER IF EXISTS journal_no_update", "DROP TRIGGER IF EXISTS journal_no_delete")

POSTGRESQL_ON = (
    """CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'journal rows are never changed or removed'; END $$""",
    f"""CREATE OR REPLACE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
    f"""CREATE OR REPLACE TRIGGER journal_no_truncate BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
)
POSTGRESQL_OFF = (
    f"DROP TRIGGER IF EXISTS journal_no_change ON {TABLE}",
    f"DROP TRIGGER IF EXISTS journal_no_truncate ON {TABLE}",
)

ON = {"sqlite": SQLITE_ON, "postgresql": POSTGRESQL_ON}
OFF = {"sqlite": SQLITE_OFF, "postgresql": POSTGRESQL_OFF}
