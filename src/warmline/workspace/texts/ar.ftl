# ما يقرؤه الزملاء على مكاتبهم.
desk-visitor = زائر { $letters }
desk-nothing_written = لم يُكتب شيء بعد

queue-late = تأخرنا عن وعدنا.
queue-care_path = خطر محتمل.
queue-straight_to_us = وصل إلينا مباشرة
queue-asked_for_person = طلب شخصًا.
queue-decided = لم يستطع المساعد أن يساعد.
queue-turn_failed = خطأ من جانبنا.
queue-transferred = حوّله زميل.
queue-agent_gone = اضطر زميل إلى الذهاب.
queue-snoozed = مؤجّل.
queue-unread = { $count ->
    [one] رسالة جديدة واحدة.
   *[other] رسائل جديدة: { $count }.
}
queue-we_wait = ننتظر العميل.
queue-in_language = يكتب بـ{ $language }
queue-no_reading = بلا قراءة: أوقفها العميل

packet-started = { $name } مع شخص
packet-customer_wrote = كتب { $name } من جديد
packet-asked_for_person = حُوّل لأن { $name } طلب شخصًا
packet-care_path = وصل مباشرة لأن الكلمات قد تعني خطرًا
packet-decided = حُوّل لأن المساعد لم يساعد بما يكفي
packet-turn_failed = حُوّل بسبب خطأ من جانبنا
packet-taken = أُخذ من الطابور
packet-transferred = حوّل { $agent } المحادثة مع { $name }
packet-passed_on = حوّل { $agent } المحادثة مع { $name } إلى زميل
packet-agent_gone = اضطر { $agent } إلى الذهاب

next-care = ابقَ معهم حتى تصل المساعدة.
next-check = تحقق هل نجح «{ $title }» وأخبرهم.
next-task = أكمل «{ $title }»: أُنجز نصفه.
next-article = أجب من «{ $title }».
next-read = اقرأ آخر كلماتهم وأجب عمّا بقي.

tried-article = أُجيب من «{ $title }».
tried-told = { $title }: قيل.
tried-done = { $title }: تم.
tried-undone = { $title }: تم ثم أُلغي.
tried-refused = { $title }: غير ممكن.
tried-stopped = { $title }: بدأ ثم لم يُرَد.
tried-handed_over = { $title }: بدأ ثم حُوّل.

promised-person = شخص

how-steady = هدوء طوال الوقت.
how-well = جيد حتى الآن.
how-down = ساء الأمر.
how-down_eased = ساء الأمر، ثم أخذ يهدأ.
how-down_at = ساء عند «{ $words }».
how-down_at_eased = ساء عند «{ $words }»، ثم أخذ يهدأ.
how-unsure = يصعب القول: { $count ->
    [one] رسالة قصيرة واحدة.
   *[other] رسائل قصيرة: { $count }.
}
how-abstained = لا يمكن معرفته من الكلمات.
how-off = أوقفه العميل. لا ينقص شيء.
how-corrected = صحّحه { $agent }: { $feeling }.

feeling-calm = هدوء
feeling-worried = قلق
feeling-annoyed = انزعاج
feeling-angry = غضب
feeling-sad = حزن
feeling-pleased = رضا
feeling-cannot_tell = لا يمكن معرفته من الكلمات

given-identity = من هم، مثبت برمز
given-input = { $name }

urgent-time = يقولون إن الأمر لا يحتمل الانتظار.
urgent-deadline = أمر يخصهم متوقف على ذلك قريبًا.
urgent-waiting = ينتظرون منذ أيام.
urgent-no_service = شيء يعتمدون عليه متوقف.
urgent-cold = الجو بارد عندهم.
urgent-cut_off = يخشون أن تُقطع الخدمة عنهم.
urgent-stranded = هم عالقون في مكان ما.
urgent-money = مالهم أو بطاقتهم في خطر.
urgent-flood = هناك ماء حيث لا ينبغي.
urgent-as_a_whole = تبدو الرسالة عاجلة في مجملها.
risk-care = قد يكون أحد في خطر. رقم الطوارئ أولًا.
risk-late = تأخرنا عمّا قلنا. قل ذلك أولًا.
risk-unfinished = «{ $title }» لم يكتمل.
risk-abusive = الكلمات قاسية. لا يلزمك أن تتحملها وحدك.
risk-unproven = لم يثبت من يكتب: لا طلبات ولا فواتير ولا أسماء.

panel-closed = العنوان مذكور وغير مثبت، فتبقى الطلبات والفواتير والكلمات السابقة مغلقة. وللمساعدة في الخطر لا يلزم شيء منها.
use-serve = الإجابة
use-sense = ملاحظة وقع الكلمات
use-care = تذكّر الرعاية
use-personalise = الخدمة على طريقته
use-recommend = التوصية
use-remind = التذكير
use-marketing = الكتابة عن العروض
use-analytics = عدّ ما ينجح
use-learn = التعلم من الكلمات
use-share = بيع البيانات أو مشاركتها
prefers-calm = عرض هادئ
prefers-simpler_steps = خطوة خطوة
prefers-larger_text = نص أكبر
prefers-person_first = الإنسان أولًا
queue-contested = يعترض على قرار.
queue-restricted = لا يُسمح للبرنامج بالقراءة هنا.
packet-contested = حُوّلت لأن { $name } يعترض على قرار
packet-restricted = حُوّلت لأن { $name } أوقف ما يفعله البرنامج
promised-contest = إجابة عن الإيصال { $number }
corrected-by-customer = العميل
