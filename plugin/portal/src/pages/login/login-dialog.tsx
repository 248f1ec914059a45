import { Dialog } from '../../ui/dialog';
import { LoginForm } from './login-form';

/** Over the page that was open when the session ended: what was typed or chosen there stays. */
export const LoginDialog = ({ open }: { open: boolean }) => (
    <Dialog
        open={open}
        title="Your session has ended"
        about="Log in again to go on where you were. What you chose and typed is kept. If you had just pressed a button, press it again."
    >
        <LoginForm />
    </Dialog>
);
