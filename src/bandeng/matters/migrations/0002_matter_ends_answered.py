"""A matter ends only when every raising has its final reply, delivered or attempted: both databases refuse it else (I1)."""

from typing import Any

from django.db import migrations

OWED = """EXISTS (
    SELECT 1 FROM matters_raising r WHERE r.matter_id = NEW.id AND NOT EXISTS (
        SELECT 1 FROM matters_reply p
        WHERE p.raising_id = r.id AND p.matter_id = NEW.id AND p.kind = 'final' AND p.round = NEW.round
        AND (p.delivered_at IS NOT NULL OR p.attempted_at IS NOT NULL)))"""
SQLITE = [
    f"""CREATE TRIGGER matter_ends_answered BEFORE UPDATE OF step ON matters_matter
        WHEN NEW.step IS NULL AND OLD.step IS NOT NULL AND {OWED}
        BEGIN SELECT RAISE(ABORT, 'a matter ends when every raising is answered'); END"""
]
POSTGRESQL = [
    f"""CREATE FUNCTION bandeng_answered() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF {OWED} THEN
            RAISE EXCEPTION 'a matter ends when every raising is answered' USING ERRCODE = '23514';
        END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER matter_ends_answered BEFORE UPDATE OF step ON matters_matter
        FOR EACH ROW WHEN (NEW.step IS NULL AND OLD.step IS NOT NULL) EXECUTE FUNCTION bandeng_answered()""",
]


def lay(apps: Any, schema_editor: Any) -> None:
    """Create the trigger of this database."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def lift(apps: Any, schema_editor: Any) -> None:
    """Take it away again."""
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute("DROP TRIGGER matter_ends_answered" + (" ON matters_matter" if on_postgresql else ""))
    if on_postgresql:
        schema_editor.execute("DROP FUNCTION bandeng_answered()")


class Migration(migrations.Migration):
    """Triggers, in the words of each database; a later table remade by SQLite has to lay it again."""

    dependencies = [("matters", "0001_initial")]
    operations = [migrations.RunPython(lay, lift)]
