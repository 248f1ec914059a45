import './promote.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useId, useState } from 'react';
import { meQuery, preflightQuery, promotionRequest, promotionTargetsQuery, targetApplicationsQuery } from '../../api/queries';
import type { Preflight, Version, VersionId } from '../../api/types';
import { useOrganizationName, usePromoteDenial } from '../../app/me';
import { useUrlState } from '../../app/url-state';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ApplicationStep } from './application-step';
import { ChangesStep, HiddenChanges } from './changes-step';
import { ChecksStep } from './checks-step';
import { FindingsStep } from './findings-step';
import { Progress, Result } from './outcome';
import { Summary } from './summary';
import { TargetStep } from './target-step';
import { usePromote } from './use-promote';
import { isKept, WhyStep, type Why } from './why-step';

/**
 * Promote Dataflow: target, application, checks, changes, confirm. What is chosen stands in the address; every answer of
 * the server is shown where it belongs; nothing that was chosen is lost by an error.
 */
export default function PromoteDrawer({ version, onClose }: { version: Version; onClose: () => void }) {
    const [url, setUrl] = useUrlState();
    const nameOf = useOrganizationName();
    const id: VersionId = { org: version.organization, dataflow: version.dataflow, version: version.version };
    const promote = usePromote(id);
    const client = useQueryClient();
    const reason = useId();

    const target = url.target ?? '';
    const targets = useQuery(promotionTargetsQuery(id));
    // While an attempt is under way, what it changes already is no news to tell, and its own arrival no reason against it.
    const isChoosing = target !== '' && !promote.isPending;
    const denialOf = usePromoteDenial();
    const denied = denialOf(id.org, Boolean(version.recalled)) ?? (target === '' ? undefined : denialOf(target));
    // The applications there are for who may promote to them; the checks tell all others, in the server's words, that they may not.
    const applications = useQuery({ ...targetApplicationsQuery(id, target), enabled: isChoosing && !denied });
    const isChecking = target !== '' && (denied !== undefined || !applications.isPending);
    const lock = applications.data?.locked_to ?? null;
    const chosen = applications.data?.items.find((one) => one.id === url.application)?.id;
    const application = lock?.application ?? chosen;

    const check = useQuery({
        ...preflightQuery(promotionRequest(id, target, lock ? undefined : application)),
        enabled: isChoosing && isChecking && !promote.promotion,
    });
    const nameOfTarget = (organization: string | null) =>
        targets.data?.find((one) => one.organization === organization)?.name ?? nameOf(organization);
    const nameOfApplication = (one: string) => applications.data?.items.find(({ id }) => id === one)?.name ?? one;
    const targetName = nameOfTarget(target);
    const isPassed = check.data?.preflight.promotable === true && !check.isFetching && !check.isError;
    const [why, setWhy] = useState<Why>({ reason: '', ticket: '' });
    const isReady = isPassed && !denied && application !== undefined && isKept(why);
    // What is shown is what is promised; the warnings beside the button are accepted by pressing it.
    const start = ({ plan, warnings }: Preflight) =>
        promote.start({
            ...promotionRequest(id, target, lock ? undefined : application),
            plan,
            accept: [...new Set(warnings.map(({ code }) => code))],
            reason: why.reason || null,
            ticket: why.ticket || null,
        });

    const choose = (change: { target?: string; application?: string }) => {
        promote.reset();
        setUrl(change);
    };
    const checkAgain = () => {
        promote.reset();
        void client.invalidateQueries({ queryKey: meQuery().queryKey });
        void check.refetch();
    };
    const startNow = useEffectEvent((event: KeyboardEvent) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !isReady || promote.isPending || promote.promotion || !check.data)
            return;
        event.preventDefault();
        start(check.data.preflight);
    });
    useEffect(() => {
        const onKey = (event: KeyboardEvent) => startNow(event);
        window.addEventListener('keydown', onKey);
        return () => window.removeEventListener('keydown', onKey);
    }, []);
    // The field may not have been there yet when the drawer chose what takes the focus.
    const isLoaded = targets.data !== undefined;
    useEffect(() => {
        if (!isLoaded) return;
        const lead = () => {
            const drawer = document.activeElement;
            if (drawer?.getAttribute('role') === 'dialog') drawer.querySelector<HTMLElement>('.step input:not(:disabled)')?.focus();
        };
        lead();
        if (document.activeElement?.closest('[role=dialog]')) return;
        document.addEventListener('focusin', lead, { once: true });
        return () => document.removeEventListener('focusin', lead);
    }, [isLoaded]);
    if (promote.promotion)
        return (
            <Dialog
                drawer
                open
                onClose={onClose}
                title="Promote Dataflow"
                footer={
                    // Not where the button was that led here.
                    <div className="foot-start">
                        <Button look="primary" onClick={onClose}>
                            Done
                        </Button>
                    </div>
                }
            >
                <Result
                    org={id.org}
                    started={promote.promotion}
                    targetName={nameOfTarget(promote.promotion.target.organization)}
                    nameOfApplication={nameOfApplication}
                    next={(targets.data ?? []).filter(
                        ({ organization }) => organization !== promote.promotion?.target.organization && !denialOf(organization),
                    )}
                    onAnother={(organization) => choose({ target: organization, application: '' })}
                    onRetry={() => promote.reset()}
                />
            </Dialog>
        );
    return (
        <Dialog
            drawer
            open
            onClose={onClose}
            title="Promote Dataflow"
            about={`${version.name || version.dataflow}, version ${version.version}, from ${nameOf(version.organization)}`}
            footer={
                <>
                    {promote.isPending && <Progress isLookingUp={promote.isLookingUp} />}
                    {denied && (
                        <p className="foot-reason" id={reason}>
                            {denied}
                        </p>
                    )}
                    <Button onClick={onClose}>{promote.isPending ? 'Close' : 'Cancel'}</Button>
                    <Button
                        look="primary"
                        busy={promote.isPending}
                        disabled={!isReady && !promote.isPending}
                        title={denied}
                        aria-describedby={denied && reason}
                        aria-keyshortcuts="Control+Enter Meta+Enter"
                        onClick={() => check.data && start(check.data.preflight)}
                    >
                        {promote.isPending ? 'Promoting' : 'Promote'}
                    </Button>
                </>
            }
        >
            <ol className="steps">
                <TargetStep
                    id={id}
                    query={targets}
                    target={target}
                    targetName={targetName}
                    disabled={promote.isPending}
                    onChoose={(next) => choose({ target: next, application: '' })}
                />
                {target !== '' && !denied && (
                    <ApplicationStep
                        query={applications}
                        application={application}
                        targetName={targetName}
                        disabled={promote.isPending}
                        onChoose={(next) => choose({ application: next })}
                    />
                )}
                {isChecking && (
                    <ChecksStep
                        org={id.org}
                        query={check}
                        problem={promote.problem}
                        hasApplication={application !== undefined}
                        disabled={promote.isPending}
                        onCheckAgain={checkAgain}
                    />
                )}
                {isPassed && !denied && application !== undefined && check.data && (
                    <Summary
                        version={version}
                        preflight={check.data.preflight}
                        targetName={targetName}
                        applicationName={nameOfApplication(application)}
                    />
                )}
                {check.data?.preflight.hidden && <HiddenChanges preflight={check.data.preflight} targetName={targetName} />}
                {check.data?.preflight.changes && <ChangesStep data={check.data} targetName={targetName} />}
                {check.data && <FindingsStep preflight={check.data.preflight} />}
                {isPassed && !denied && application !== undefined && <WhyStep why={why} onChange={setWhy} />}
            </ol>
        </Dialog>
    );
}
