"""An entry is never changed or removed: both databases refuse it, whoever asks."""

from typing import Any

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER entry_never_changed BEFORE UPDATE ON records_entry
       BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is never changed'); END""",
    """CREATE TRIGGER entry_never_removed BEFORE DELETE ON records_entry
       BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is never removed'); END""",
    """CREATE TRIGGER private_part_never_changed BEFORE UPDATE ON records_privatepart
       BEGIN SELECT RAISE(ABORT, 'a private part is erased, never changed'); END""",
    """CREATE TRIGGER chain_only_grows BEFORE UPDATE OF n ON records_chain WHEN NEW.n < OLD.n
       BEGIN SELECT RAISE(ABORT, 'a chain only grows'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION bandeng_stands() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'an entry of the ledger is never changed or removed' USING ERRCODE = '23514'; END $$""",
    """CREATE TRIGGER entry_never_changed BEFORE UPDATE OR DELETE ON records_entry
       FOR EACH ROW EXECUTE FUNCTION bandeng_stands()""",
    """CREATE TRIGGER entry_never_truncated BEFORE TRUNCATE ON records_entry
       FOR EACH STATEMENT EXECUTE FUNCTION bandeng_stands()""",
    """CREATE TRIGGER private_part_never_changed BEFORE UPDATE ON records_privatepart
       FOR EACH ROW EXECUTE FUNCTION bandeng_stands()""",
    """CREATE TRIGGER chain_only_grows BEFORE UPDATE OF n ON records_chain
       FOR EACH ROW WHEN (NEW.n < OLD.n) EXECUTE FUNCTION bandeng_stands()""",
]


def lay(apps: Any, schema_editor: Any) -> None:
    """Create the triggers of this database."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def lift(apps: Any, schema_editor: Any) -> None:
    """Take them away again."""
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for table, trigger in (
        ("records_entry", "entry_never_changed"),
        ("records_entry", "entry_never_truncated" if on_postgresql else "entry_never_removed"),
        ("records_privatepart", "private_part_never_changed"),
        ("records_chain", "chain_only_grows"),
    ):
        schema_editor.execute(f"DROP TRIGGER {trigger}" + (f" ON {table}" if on_postgresql else ""))
    if on_postgresql:
        schema_editor.execute("DROP FUNCTION bandeng_stands()")


class Migration(migrations.Migration):
    """Triggers, in the words of each database."""

    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(lay, lift)]
