import { useState, type FormEvent, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import { useFlags } from '@atlaskit/flag/use-flags';
import { ErrorMessage } from '@atlaskit/form';
import Field from '@atlaskit/form/Field';
import Form from '@atlaskit/form/Form';
import SuccessIcon from '@atlaskit/icon/core/status-success';
import ModalBody from '@atlaskit/modal-dialog/modal-body';
import Modal from '@atlaskit/modal-dialog/modal-dialog';
import ModalFooter from '@atlaskit/modal-dialog/modal-footer';
import ModalHeader from '@atlaskit/modal-dialog/modal-header';
import ModalTitle from '@atlaskit/modal-dialog/modal-title';
import SectionMessage from '@atlaskit/section-message/section-message';
import Select from '@atlaskit/select/Select';
import Spinner from '@atlaskit/spinner/spinner';
import Textfield from '@atlaskit/textfield/text-field';
import { readCreateFields, readIssueTypes, readProjects } from '../api/create-meta';
import { createIssue } from '../api/issues';
import { JiraRefusal } from '../api/jira';
import { navigate } from '../app/navigation';
import { useResource } from '../app/use-resource';
import { CreateFieldControl } from './create-field';
import { HostSuggestions } from './host-suggestions';
import { shownFields, toJiraValue, type Choice } from './values';
import './create.css';

interface Refusal {
  readonly messages: readonly string[];
  readonly byField: Readonly<Record<string, string>>;
}

/** Where alerts go on a fresh site. */
const USUAL_PROJECT = 'SEC';

const NO_REFUSAL: Refusal = { messages: [], byField: {} };

function readRefusal(reason: unknown): Refusal {
  if (reason instanceof JiraRefusal) {
    const { messages, fieldErrors } = reason;
    return messages.length + Object.keys(fieldErrors).length === 0
      ? { messages: [reason.message], byField: {} }
      : { messages, byField: fieldErrors };
  }
  return { messages: [reason instanceof Error ? reason.message : String(reason)], byField: {} };
}

/** Jira's create dialog: the fields of the chosen project's create screen, with Jira's refusals at the fields. */
export function CreateDialog({
  onClose,
  projectId: firstProject,
  typeId: firstType,
}: {
  onClose: () => void;
  /** What is chosen at first. */
  projectId?: string | undefined;
  typeId?: string | undefined;
}): ReactNode {
  const { showFlag } = useFlags();
  const [projectId, setProjectId] = useState(firstProject);
  const [typeId, setTypeId] = useState(firstType);
  const [refusal, setRefusal] = useState<Refusal>(NO_REFUSAL);

  const projects = useResource('projects', readProjects);
  const project =
    projects.value?.find(({ id }) => id === projectId) ??
    projects.value?.find(({ key }) => key === USUAL_PROJECT) ??
    projects.value?.[0];
  const mayCreateNowhere = projects.value !== undefined && project === undefined;
  const types = useResource(`types of ${project?.id}`, () =>
    project === undefined ? Promise.resolve(undefined) : readIssueTypes(project.id),
  );
  const type =
    types.value?.find(({ id }) => id === typeId) ??
    types.value?.find(({ name }) => name === 'Security Alert') ??
    types.value?.[0];
  const fields = useResource(`fields of ${project?.id} ${type?.id}`, () =>
    project === undefined || type === undefined ? Promise.resolve(undefined) : readCreateFields(project.id, type.id),
  );
  const shown = shownFields(fields.value ?? []);
  const loadError = projects.error ?? types.error ?? fields.error;
  // Who may create nowhere has no fields to wait for.
  const isLoading = fields.value === undefined && loadError === undefined && !mayCreateNowhere;

  async function create(values: Readonly<Record<string, unknown>>): Promise<void> {
    if (project === undefined || type === undefined) return;
    const given = shown.map(field => [field.fieldId, toJiraValue(field, values[field.fieldId])] as const);
    const filled = given.filter(([, value]) => value !== undefined);
    try {
      const { key } = await createIssue({
        project: { id: project.id },
        issuetype: { id: type.id },
        summary: values['summary'],
        ...Object.fromEntries(filled),
      });
      showFlag({
        id: `created-${key}`,
        title: `You’ve created “${key}”`,
        icon: <SuccessIcon label="Success" color="var(--ds-icon-success)" />,
        actions: [{ content: `View ${key}`, onClick: () => navigate(`/browse/${key}`) }],
        isAutoDismiss: true,
      });
      onClose();
    } catch (reason) {
      setRefusal(readRefusal(reason));
    }
  }

  /** A refusal stands until its field is edited. */
  const forgetRefusal = ({ target }: FormEvent): void => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) || refusal === NO_REFUSAL)
      return;
    const { name } = target;
    const left = Object.entries(refusal.byField).filter(([id]) => id !== name);
    setRefusal({ messages: refusal.messages, byField: Object.fromEntries(left) });
  };
  const orphans = Object.entries(refusal.byField).filter(
    ([id]) => id !== 'summary' && !shown.some(({ fieldId }) => fieldId === id),
  );
  const messages = [...refusal.messages, ...orphans.map(([, message]) => message)];
  const toChoice = ({ id, name }: { id: string; name: string }): Choice => ({ value: id, label: name });

  return (
    <Modal onClose={onClose} width="large" shouldScrollInViewport={false}>
      <Form<Record<string, unknown>> onSubmit={create}>
        {({ formProps, submitting, setFieldValue }) => (
          <form {...formProps} className="create-form" noValidate onInput={forgetRefusal}>
            <ModalHeader hasCloseButton>
              <ModalTitle>Create</ModalTitle>
            </ModalHeader>
            <ModalBody>
              {messages.length === 0 && loadError === undefined ? null : (
                <SectionMessage
                  appearance="error"
                  title={loadError === undefined ? 'Jira refused this' : 'The form could not be loaded'}
                >
                  {(loadError === undefined ? messages : [loadError.message]).map(message => (
                    <p key={message}>{message}</p>
                  ))}
                </SectionMessage>
              )}
              {mayCreateNowhere ? (
                <SectionMessage appearance="warning" title="You can’t create work here">
                  <p>You don’t have permission to create work in any project of this site.</p>
                </SectionMessage>
              ) : null}
              <div className="create-row">
                <label htmlFor="create-project">Project</label>
                <Select<Choice>
                  inputId="create-project"
                  options={(projects.value ?? []).map(toChoice)}
                  value={project === undefined ? null : toChoice(project)}
                  onChange={choice => {
                    setProjectId(choice?.value);
                    setTypeId(undefined);
                  }}
                />
              </div>
              <div className="create-row">
                <label htmlFor="create-type">Work type</label>
                <Select<Choice>
                  inputId="create-type"
                  options={(types.value ?? []).map(toChoice)}
                  value={type === undefined ? null : toChoice(type)}
                  onChange={choice => setTypeId(choice?.value)}
                />
              </div>
              <hr className="create-rule" />
              <Field name="summary" label="Summary" isRequired defaultValue="">
                {({ fieldProps }) => (
                  <>
                    <Textfield
                      {...fieldProps}
                      autoFocus
                      isInvalid={refusal.byField['summary'] !== undefined}
                      autoComplete="off"
                    />
                    {refusal.byField['summary'] === undefined ? null : (
                      <ErrorMessage>{refusal.byField['summary']}</ErrorMessage>
                    )}
                  </>
                )}
              </Field>
              {isLoading ? (
                <div className="create-loading">
                  <Spinner label="Loading fields" />
                </div>
              ) : (
                shown.map(field => (
                  <CreateFieldControl
                    key={field.fieldId}
                    field={field}
                    refusal={refusal.byField[field.fieldId]}
                    after={
                      <HostSuggestions fieldName={field.name} onChoose={value => setFieldValue(field.fieldId, value)} />
                    }
                  />
                ))
              )}
            </ModalBody>
            <ModalFooter>
              <Button appearance="subtle" onClick={onClose}>
                Cancel
              </Button>
              <Button
                appearance="primary"
                type="submit"
                isLoading={submitting}
                isDisabled={fields.value === undefined || project === undefined}
              >
                Create
              </Button>
            </ModalFooter>
          </form>
        )}
      </Form>
    </Modal>
  );
}
