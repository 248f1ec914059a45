-- Module and global belong to the version, which counts its changes; where is_global is null a process of the release
-- before wrote the version, and its module and global are those of its dataflow.
ALTER TABLE versions ADD COLUMN module {{long_text}};
ALTER TABLE versions ADD COLUMN is_global SMALLINT;
ALTER TABLE versions ADD COLUMN revision BIGINT;

CREATE INDEX versions_trigger_hash ON versions (trigger_hash);
CREATE INDEX trigger_holders_dataflow ON trigger_holders (organization, dataflow);
CREATE INDEX promotion_keys_target ON promotion_keys (target_organization, target_dataflow);

-- A promotion into a dataflow that was there lost them: they are those of the dataflow that the content comes from, up
-- to four promotions back.
UPDATE versions SET
    module = (
        SELECT d.module FROM promotion_keys k1
        LEFT JOIN promotion_keys k2 ON k2.target_organization = k1.source_organization
            AND k2.target_dataflow = k1.source_dataflow AND k1.source_version IN (k2.approved_version, k2.draft_version)
        LEFT JOIN promotion_keys k3 ON k3.target_organization = k2.source_organization
            AND k3.target_dataflow = k2.source_dataflow AND k2.source_version IN (k3.approved_version, k3.draft_version)
        LEFT JOIN promotion_keys k4 ON k4.target_organization = k3.source_organization
            AND k4.target_dataflow = k3.source_dataflow AND k3.source_version IN (k4.approved_version, k4.draft_version)
        JOIN dataflows d ON d.organization =
                COALESCE(k4.source_organization, k3.source_organization, k2.source_organization, k1.source_organization)
            AND d.id = COALESCE(k4.source_dataflow, k3.source_dataflow, k2.source_dataflow, k1.source_dataflow)
        WHERE k1.target_organization = versions.organization AND k1.target_dataflow = versions.dataflow
            AND versions.version IN (k1.approved_version, k1.draft_version)),
    is_global = (
        SELECT d.is_global FROM promotion_keys k1
        LEFT JOIN promotion_keys k2 ON k2.target_organization = k1.source_organization
            AND k2.target_dataflow = k1.source_dataflow AND k1.source_version IN (k2.approved_version, k2.draft_version)
        LEFT JOIN promotion_keys k3 ON k3.target_organization = k2.source_organization
            AND k3.target_dataflow = k2.source_dataflow AND k2.source_version IN (k3.approved_version, k3.draft_version)
        LEFT JOIN promotion_keys k4 ON k4.target_organization = k3.source_organization
            AND k4.target_dataflow = k3.source_dataflow AND k3.source_version IN (k4.approved_version, k4.draft_version)
        JOIN dataflows d ON d.organization =
                COALESCE(k4.source_organization, k3.source_organization, k2.source_organization, k1.source_organization)
            AND d.id = COALESCE(k4.source_dataflow, k3.source_dataflow, k2.source_dataflow, k1.source_dataflow)
        WHERE k1.target_organization = versions.organization AND k1.target_dataflow = versions.dataflow
            AND versions.version IN (k1.approved_version, k1.draft_version))
WHERE EXISTS (SELECT 1 FROM promotion_keys k WHERE k.target_organization = versions.organization
    AND k.target_dataflow = versions.dataflow AND versions.version IN (k.approved_version, k.draft_version));
UPDATE versions SET
    module = (SELECT d.module FROM dataflows d
              WHERE d.organization = versions.organization AND d.id = versions.dataflow),
    is_global = (SELECT d.is_global FROM dataflows d
                 WHERE d.organization = versions.organization AND d.id = versions.dataflow)
WHERE is_global IS NULL;

-- Methods are compared without case from now on. Hashes over others than upper-case ones are marked: the host makes
-- them anew when it starts.
DELETE FROM trigger_holders WHERE trigger_hash IN (
    SELECT v.trigger_hash FROM versions v WHERE v.method <> UPPER(CAST(v.method AS CHAR(32))));
UPDATE versions SET trigger_hash = 'rehash' WHERE method <> UPPER(CAST(method AS CHAR(32)));

-- A dataflow holds the triggers of its approved and live versions; while it has none of these, those of its drafts and
-- of what awaits approval.
DELETE FROM trigger_holders WHERE NOT EXISTS (
    SELECT 1 FROM versions v
    WHERE v.trigger_hash = trigger_holders.trigger_hash AND v.organization = trigger_holders.organization
        AND v.dataflow = trigger_holders.dataflow
        AND (v.state IN ('approved', 'live')
             OR (v.state IN ('draft', 'awaiting_approval') AND NOT EXISTS (
                 SELECT 1 FROM versions p WHERE p.organization = v.organization AND p.dataflow = v.dataflow
                     AND p.state IN ('approved', 'live')))));
