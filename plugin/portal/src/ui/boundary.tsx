import { Component, type ReactNode } from 'react';
import { NotLoaded } from './lazy-part';
import { NotLoadedPanel } from './not-loaded';
import { ErrorPanel } from './states';

type Props = {
    page: string;
    children: ReactNode;
    /** What stands there instead when the code of a part of the page could not be loaded. */
    instead?: ReactNode;
};

/** Keeps a page that breaks, or whose code could not be loaded, from taking the others with it. */
export class Boundary extends Component<Props, { error: unknown }> {
    override state = { error: undefined as unknown };

    static getDerivedStateFromError(error: unknown) {
        return { error };
    }

    override componentDidUpdate(before: Props) {
        if (before.page !== this.props.page && this.state.error !== undefined) this.setState({ error: undefined });
    }

    override render() {
        const { error } = this.state;
        if (error === undefined) return this.props.children;
        if (error instanceof NotLoaded && this.props.instead !== undefined) return this.props.instead;
        return (
            <main id="main" className="page">
                <h1>Neo Promote</h1>
                {error instanceof NotLoaded ? (
                    <NotLoadedPanel />
                ) : (
                    <ErrorPanel
                        error={error}
                        title="This page could not be shown"
                        onRetry={() => window.location.reload()}
                        retryLabel="Load it again"
                    />
                )}
            </main>
        );
    }
}
