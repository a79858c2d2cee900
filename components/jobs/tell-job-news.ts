import type { JobNews } from '@/lib/client/making';
import type { Job } from '@/lib/contracts';
import { announce } from '../ui/announcements';
import { callJob, sayEnd, sayQuote } from './job-words';

/** What is said about a job that has ended or waits, wherever the person is by now. */
function sayNews(job: Job): string {
  if (job.status === 'complete') return `Ready. ${callJob(job)}`;
  if (job.status !== 'awaiting_consent') return sayEnd(job) ?? callJob(job);
  return `Waits for your answer. ${callJob(job)}. ${sayQuote(job.quote_micros)}.`;
}

/** Tells on the page, aloud, and by a notification while nobody looks at it. */
export function tellJobNews({ job, isWithAnswer }: JobNews): void {
  const text = sayNews(job);
  // The end of an answer is read aloud with what it holds; what outlives it is not.
  if (!isWithAnswer || job.status === 'awaiting_consent') {
    const tone = job.status === 'failed' ? 'danger' : 'calm';
    announce(text, isOnScreen(job) ? 'aloud' : tone);
  }
  if (document.visibilityState === 'visible') return;
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  try {
    // The same job replaces its earlier notification.
    const shown = new Notification('Strand', { body: text, tag: job.id });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
  } catch {
    // Phones show notifications of installed apps only.
  }
}

/** Whether the message that the job is of is where the person looks: its card says the same. */
function isOnScreen({ message_id }: Job): boolean {
  const message = message_id && document.querySelector(`[data-message-id="${message_id}"]`);
  if (!message) return false;
  const { top, bottom } = message.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}
